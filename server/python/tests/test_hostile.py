"""Scene code that means harm or goes wrong badly: each is a problem with its own code, and the worker goes on."""

import json
import os
import time

import pytest
from scenes import HEAD, TOY, in_construct
from worker_client import LIMITS

OS = ["os", "ctypes", "sys", "subprocess", "threading", "signal", "resource", "gc", "time"]


def test_endless_loop_is_told_with_its_line(worker):
    started = time.monotonic()
    problem = worker.problem(in_construct("x = 0", "while True:", "    x += 1"), limits={"seconds": 1})
    assert problem["code"] == "scene-timeout"
    assert problem["line"] in (5, 6)
    assert time.monotonic() - started < 3


def test_endless_loop_in_the_module(worker):
    result = worker.check(TOY + "while True: pass\n", limits={"seconds": 1})
    assert [problem["code"] for problem in result["problems"]] == ["scene-timeout"]
    assert [scene["name"] for scene in result["scenes"]] == ["Toy"]


def test_printing_without_end(worker):
    problem = worker.problem(in_construct("while True: print('x' * 100000)"))
    assert (problem["code"], problem["line"]) == ("scene-output", 4)


def test_writing_a_huge_file(worker):
    code = in_construct(
        "with os.fdopen(os.open('big', os.O_CREAT | os.O_WRONLY), 'wb') as f:",
        "    while True: f.write(b'x' * 1000000)",
    )
    problem = worker.problem("import os\n" + code, allowed=OS, limits={"fileSize": 5_000_000})
    (worker.scratch / "big").unlink()
    assert problem["code"] == "scene-output"


@pytest.mark.parametrize("call", ["raise SystemExit(2)", "exit()", "import sys; sys.exit(3)", "import os; os._exit(0)"])
def test_exit_in_construct(worker, call):
    problem = worker.problem(in_construct(call), allowed=OS)
    assert (problem["code"], problem["line"], problem["scene"]) == ("scene-exit", 4, "Toy")


def test_exit_in_the_module(worker):
    problem = worker.problem(TOY + "import sys\nsys.exit(3)\n", allowed=OS)
    assert (problem["code"], problem["line"]) == ("scene-exit", 11)


def test_segmentation_fault_is_told_with_its_line(worker):
    problem = worker.problem(in_construct("import ctypes", "ctypes.string_at(0)"), allowed=OS)
    assert (problem["code"], problem["line"]) == ("scene-crashed", 5)
    assert "SIGSEGV" in problem["message"]


def test_huge_allocation(worker):
    problem = worker.problem(in_construct("x = bytearray(10 ** 12)"))
    assert (problem["code"], problem["line"]) == ("scene-memory", 4)


def test_growing_without_end(worker):
    problem = worker.problem(
        in_construct("x = []", "while True: x.append(str(len(x)) * 1000)"), limits={"memory": 200 << 20}
    )
    assert (problem["code"], problem["line"]) == ("scene-memory", 5)


def test_growing_numpy_arrays(worker):
    problem = worker.problem(in_construct("x = np.zeros((10 ** 6, 10 ** 5))"))
    assert (problem["code"], problem["line"]) == ("scene-memory", 4)


def test_memory_of_all_processes_together(worker):
    source = in_construct(
        "import os, time",
        "for _ in range(6):",
        "    if os.fork() == 0:",
        "        x = b'x' * (150 << 20)",
        "        time.sleep(60)",
        "time.sleep(60)",
    )
    problem = worker.problem(source, allowed=OS, limits={"memory": 400 << 20})
    assert problem["code"] == "scene-memory"


def test_processes_in_sessions_of_their_own_count(worker):
    source = in_construct(
        "import os, time",
        "for _ in range(300):",
        "    if os.fork() == 0:",
        "        os.setsid()",
        "        time.sleep(60)",
        "        os._exit(0)",
        "time.sleep(60)",
    )
    started = time.monotonic()
    assert worker.problem(source, allowed=OS, limits={"seconds": 30})["code"] == "scene-memory"
    assert time.monotonic() - started < 15


FORGED = json.dumps({"id": "r1", "type": "done", "result": {"scenes": [], "problems": []}})


def test_forged_answers_are_no_answers(worker):
    worker.kept.clear()
    source = (
        HEAD
        + f"""\
        import os
        forged = {FORGED!r} + chr(10)
        print(forged)
        for number in range(0, 1100):
            try: os.write(number, forged.encode())
            except OSError: pass
        1 / 0
"""
    )
    assert worker.problem(source, allowed=OS)["message"] == "ZeroDivisionError: division by zero"
    assert worker.kept == []


def test_holds_nothing_of_the_worker(worker):
    source = in_construct(
        "import os",
        "fds = sorted(int(n) for n in os.listdir('/proc/self/fd'))",
        "links = {n: os.readlink(f'/proc/self/fd/{n}') for n in fds if os.path.exists(f'/proc/self/fd/{n}')}",
        "raise ValueError([n for n in links if n < 600], [os.get_inheritable(n) for n in links if n >= 600], set(links.values()))",
    )
    # Its output (twice) and one private pipe, which a program it starts does not get.
    assert "ValueError: ([0, 1, 2], [False], " in worker.problem(source, allowed=OS)["message"]


def test_sees_no_keys(tmp_path):
    from worker_client import WorkerClient

    client = WorkerClient(
        tmp_path, env={"GEMINI_API_KEY": "s3cr3t", "MY_TOKEN": "s3cr3t", "GOOGLE_X": "s3cr3t", "LANG": "C.UTF-8"}
    )
    source = in_construct(
        "import os, io",
        "seen = [str(dict(os.environ))]",
        "for who in ('self', os.getppid()):",
        "    seen.append(io.open(f'/proc/{who}/environ').read())",
        "raise ValueError('s3cr3t' in ''.join(seen), 'LANG' in ''.join(seen))",
    )
    try:
        assert client.problem(source, allowed=[*OS, "io"])["message"] == "ValueError: (False, True)"
    finally:
        client.close()


def test_processes_left_behind_are_ended(worker):
    marker = f"{100_000 + os.getpid()}"
    source = in_construct(
        "import os, subprocess",
        f"subprocess.Popen(['sleep', '{marker}'])",
        f"subprocess.Popen(['sleep', '{marker}'], start_new_session=True)",
        "if os.fork() == 0:",
        "    os.setsid()",
        f"    if os.fork() == 0: os.execvp('sleep', ['sleep', '{marker}'])",
        "    os.write(1, b'x')",
        "    while True: pass",
        "self.wait()",
    )
    worker.check(source, allowed=OS, limits={"seconds": 2})
    time.sleep(0.5)
    worker.post(op="hello")
    assert os.popen(f"ps ax | grep 'slee[p] {marker}'").read() == ""


def test_stubborn_child_is_ended(worker):
    source = in_construct(
        "import signal",
        "for n in (2, 10, 15): signal.signal(n, signal.SIG_IGN)",
        "import os; os.kill(os.getpid(), signal.SIGSTOP)",
    )
    assert worker.problem(source, allowed=OS, limits={"seconds": 1})["code"] == "scene-timeout"


def test_hanging_exception_text_is_bounded(worker):
    source = "class Bad(Exception):\n    def __str__(self): raise ValueError\n" + in_construct("raise Bad")
    assert worker.problem(source)["message"] == "Bad"
    assert len(worker.problem(in_construct("raise ValueError('x' * 10 ** 7)"))["message"]) <= 1000


def test_deep_recursion_in_c(worker):
    problem = worker.problem(in_construct("x = []", "for _ in range(10 ** 6): x = [x]", "repr(x)"))
    assert problem["code"] in ("scene-exception", "scene-crashed", "scene-memory")


def test_failed_render_leaves_nothing(worker):
    answer = worker.render(in_construct("self.wait()", "1 / 0"), "Toy", "failing")
    assert (answer["type"], answer["problem"]["code"], answer["problem"]["time"]) == ("failed", "scene-exception", 1.0)
    for call in ("while True: pass", "import os; os._exit(1)"):
        answer = worker.render(in_construct("self.wait()", call), "Toy", "failing", allowed=OS, limits={"seconds": 2})
        assert answer["type"] == "failed"
    time.sleep(0.3)
    assert not (worker.scratch / "failing").exists()


def test_own_settings_file_is_ignored(worker):
    (worker.scratch / "manim.cfg").write_text("[CLI]\nbackground_color = RED\nframe_rate = 3\n")
    try:
        client = type(worker)(worker.scratch)
        assert client.render(TOY, "Toy", "cfg")["result"]["frames"] == 45
        client.close()
    finally:
        (worker.scratch / "manim.cfg").unlink()


def test_limits_hold_in_a_render_too(worker):
    answer = worker.render(in_construct("x = bytearray(10 ** 12)"), "Toy", "memory")
    assert answer["problem"]["code"] == "scene-memory"
    answer = worker.render(
        in_construct("self.add(Circle())", "self.wait(5)"), "Toy", "file", limits={**LIMITS, "fileSize": 1000}
    )
    assert answer["problem"]["code"] == "scene-output"
