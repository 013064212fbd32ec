"""The processes that snapshots are: ended when they should be, within their memory, safe from each other."""

import os
import time
from pathlib import Path

from edited_scenes import WORK, scene
from kept import Kept, eventually, found, same

SOURCE = scene("self.wait(0.1)", WORK, WORK, "self.wait(0.2)", WORK, WORK, "self.wait(0.3)")


def children(worker) -> list[int]:
    pid = worker.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_forget_ends_the_snapshots(own_worker):
    kept = Kept(own_worker)
    kept.check(SOURCE)
    assert len(children(own_worker)) >= 2
    kept.forget()
    assert eventually(lambda: children(own_worker) == [])
    same(kept.check(SOURCE), kept.whole(SOURCE))


def test_the_worker_ends_with_its_snapshots(own_worker):
    Kept(own_worker).check(SOURCE)
    left = children(own_worker)
    assert left
    own_worker.process.kill()
    own_worker.process.wait(10)
    assert eventually(
        lambda: (
            not any(
                Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]
                for pid in left
            )
        )
    )


def test_a_closed_worker_leaves_nothing(own_worker):
    Kept(own_worker).check(SOURCE)
    left = children(own_worker)
    assert own_worker.close() == 0
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))


def test_snapshots_are_thinned_to_their_memory(own_worker):
    kept = Kept(own_worker)
    lines = ["self.wait(0.1)", *[WORK] * 3] * 6
    # One that is left alone shares its pages with the worker only, and has some 60 MB then.
    own_worker.check(scene(*lines), keep={"session": "a document", "memory": 100 << 20})
    assert eventually(lambda: 1 <= len(children(own_worker)) <= 5)
    own_worker.check(scene(*lines), keep={"session": "other", "memory": 0})
    same(kept.check(SOURCE), kept.whole(SOURCE))


def test_an_edit_right_behind_a_snapshot_leaves_as_many(own_worker):
    kept = Kept(own_worker, allowed=["time"])
    source = "import time\n" + scene("x = 1", *["time.sleep(0.12)"] * 8)
    kept.check(source)
    for edit in ("x = 2", "x = 3"):
        before = len(children(own_worker))
        kept.check(source.replace("x = 1", edit))
        assert eventually(lambda least=before + 6: len(children(own_worker)) >= least)


def test_no_growth_over_many_edits(own_worker):
    kept = Kept(own_worker)
    for number in range(30):
        kept.check(SOURCE.replace("wait(0.3)", f"wait(0.{number + 1})"))
    assert len(children(own_worker)) < 60
    assert eventually(lambda: not any(path.name.startswith(".check") for path in own_worker.scratch.iterdir()))


def test_a_hanging_continuation_ends_like_any_run(worker):
    kept = Kept(worker, "hangs")
    kept.check(SOURCE)
    edited = SOURCE.replace("self.wait(0.3)", "self.wiat(0.3)\n        while True: pass").replace(
        "import random\n", "import random\n\n# down\n"
    )
    started = time.monotonic()
    request = worker.post_check(
        edited, keep={"session": "hangs", "memory": 1 << 30}, layout=kept.more["layout"], limits={"seconds": 2}
    )
    answer = worker.wait(request)["result"]
    assert time.monotonic() - started < 8
    assert [problem["code"] for problem in answer["problems"]] == ["unknown-attribute", "scene-timeout"]
    assert answer["problems"][1]["line"] == edited[: edited.index("while True")].count("\n") + 1
    assert [problem["code"] for problem in found(worker, request)] == ["unknown-attribute"]
    same(kept.check(SOURCE), kept.whole(SOURCE))
    kept.forget()


def test_a_crash_in_old_code_is_told_at_its_new_line(worker):
    source = scene("import ctypes", "def fall(): ctypes.string_at(0)", WORK, WORK, "self.wait(0.3)")
    kept = Kept(worker, "crash", allowed=["ctypes"])
    kept.check(source)
    edited = source.replace("        def fall", "\n        # below\n        def fall").replace(
        "self.wait(0.3)", "fall()"
    )
    problem = kept.check(edited)["problems"][-1]
    assert (problem["code"], problem["line"]) == ("scene-crashed", edited[: edited.index("def fall")].count("\n") + 1)
    kept.forget()


def test_a_newer_check_takes_the_place_of_one_under_way(worker):
    kept = Kept(worker, "newer")
    slow = SOURCE.replace("self.wait(0.3)", "while True: pass")
    first = worker.post_check(slow, keep={"session": "newer", "memory": 1 << 30}, layout=kept.more["layout"])
    time.sleep(0.3)
    answer = kept.check(SOURCE)
    assert worker.wait(first)["problem"]["code"] == "cancelled"
    assert answer == kept.whole(SOURCE)
    second = worker.post_check(slow, keep={"session": "newer", "memory": 1 << 30}, layout=kept.more["layout"])
    time.sleep(0.2)
    worker.wait(worker.post(op="cancel", target=second))
    assert worker.wait(second)["problem"]["code"] == "cancelled"
    assert kept.check(SOURCE) == kept.whole(SOURCE)
    kept.forget()


def test_frame_beside_a_check_under_way(worker):
    kept = Kept(worker, "beside")
    kept.check(SOURCE)
    slow = SOURCE.replace("self.wait(0.3)", "while True: pass")
    check = worker.post_check(slow, keep={"session": "beside", "memory": 1 << 30}, layout=kept.more["layout"])
    answer = kept.frame(slow, slow[: slow.index("self.wait(0.2)")].count("\n") + 1)
    assert answer["type"] == "done"
    worker.wait(worker.post(op="cancel", target=check))
    assert worker.wait(check)["problem"]["code"] == "cancelled"
    kept.forget()


def test_what_a_continuation_starts_is_ended(worker):
    kept = Kept(worker, "strays", allowed=["subprocess", "os"])
    source = "import os, subprocess\n" + SOURCE
    kept.check(source)
    marker = f"{200_000 + os.getpid()}"
    kept.check(
        source.replace(
            "self.wait(0.3)", f"subprocess.Popen(['sleep', '{marker}'], start_new_session=True)\n        self.wait(0.3)"
        )
    )
    assert eventually(lambda: os.popen(f"ps ax | grep 'slee[p] {marker}'").read() == "")
    assert kept.check(source) == kept.whole(source)
    kept.forget()


def test_forged_messages_spoil_at_most_their_own_session(own_worker):
    kept = Kept(own_worker, "good")
    good = kept.check(SOURCE)
    evil = Kept(own_worker, "evil", allowed=["os", "gc", "socket"])
    lines = [
        "import os, gc, socket",
        "ends = [o for o in gc.get_objects() if isinstance(o, socket.socket)]",
        "channels = [o for o in gc.get_objects() if type(o).__name__ == 'PipeChannel']",
        "a, b = socket.socketpair()",
        "for end in ends:",
        f"    for pid in (os.getppid(), 1, {children(own_worker)[0]}):",
        "        note = {'kind': 'snapshot', 'token': channels[0].token.decode(), 'pid': pid, 'scene': 'Toy', 'steps': 999,",
        "                'seconds': 1e9, 'stretches': [], 'line': 1}",
        "        import json",
        "        socket.send_fds(end, [json.dumps(note).encode()], [a.fileno()])",
        "        socket.send_fds(end, [b'garbage' * 1000], [a.fileno()] * 3)",
        WORK, WORK, "self.wait(0.3)",
    ]  # fmt: skip
    source = scene(*lines).replace("import os, gc, socket", "import os, gc, socket, json")
    evil.more["allowed"] = ["os", "gc", "socket", "json"]
    for edit in ("0.3", "0.4", "0.5"):
        evil.check(source.replace("self.wait(0.3)", f"self.wait({edit})"))
    evil.forget()
    assert kept.check(SOURCE) == good
    assert own_worker.process.poll() is None


def test_killed_snapshots_are_done_without(own_worker):
    kept = Kept(own_worker)
    kept.check(SOURCE)
    for pid in children(own_worker):
        os.kill(pid, 9)
    edited = SOURCE.replace("wait(0.3)", "wait(0.4)")
    same(kept.check(edited), kept.whole(edited))
    for pid in children(own_worker):
        os.kill(pid, 19)
    edited = SOURCE.replace("wait(0.3)", "wait(0.5)")
    same(kept.check(edited), kept.whole(edited))


def test_threads_and_open_files_leave_no_snapshots(own_worker):
    kept = Kept(own_worker, allowed=["threading", "time", "os"])
    for line in (
        "threading.Thread(target=time.sleep, args=(1,), daemon=True).start()",
        "held = os.open('/dev/null', 0)",
    ):
        source = "import threading, time, os\n" + scene(line, WORK, WORK, "self.wait(0.2)")
        answer = kept.check(source)
        assert eventually(lambda: len(children(own_worker)) == 1)
        assert answer == kept.whole(source)
        kept.forget()
