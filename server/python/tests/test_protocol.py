"""The worker's streams: requests at once, cancel, broken lines, the end."""

import json
import os
import signal
import time

import pytest
from scenes import TOY, in_construct
from worker_client import LIMITS, WorkerClient

LOOP = in_construct("while True: pass")


def test_hello(worker):
    result = worker.wait(worker.post(op="hello"))["result"]
    assert result["manim"].startswith("0.")
    assert result["forks"] is True
    assert set(result) == {"python", "manim", "typst", "latex", "forks"}


def test_cancel_ends_a_check_within_half_a_second(worker):
    running = worker.post_check(LOOP)
    time.sleep(0.5)
    started = time.monotonic()
    cancel = worker.post(op="cancel", target=running)
    answer = worker.wait(running)
    assert time.monotonic() - started < 0.5
    assert (answer["type"], answer["problem"]["code"]) == ("failed", "cancelled")
    assert worker.wait(cancel)["result"] is None


def test_cancel_at_once_and_of_nothing(worker):
    running = worker.post_check(LOOP)
    worker.post(op="cancel", target=running)
    assert worker.wait(running)["problem"]["code"] == "cancelled"
    assert worker.wait(worker.post(op="cancel", target="nothing"))["type"] == "done"


def test_cancelled_render_leaves_nothing(worker):
    running = worker.post_render(in_construct("self.wait(1)", "while True: pass"), "Toy", "cancelled")
    time.sleep(1)
    worker.post(op="cancel", target=running)
    assert worker.wait(running)["problem"]["code"] == "cancelled"
    time.sleep(0.3)
    assert not (worker.scratch / "cancelled").exists()


def test_requests_run_at_once(worker):
    slow = worker.post_check(LOOP, limits={"seconds": 3})
    quick = [worker.post_check(TOY) for _ in range(4)]
    for request in quick:
        assert worker.wait(request)["result"]["problems"] == []
    assert worker.wait(slow)["result"]["problems"][0]["code"] == "scene-timeout"


@pytest.mark.parametrize(
    ("line", "request_id"),
    [
        (b"garbage", ""),
        (b"\xff\xfe\x00", ""),
        (b"[1]", ""),
        (b"null", ""),
        (b"[" * 100_000, ""),
        (b'{"op":"check"}', ""),
        (b'{"id":"x"}', "x"),
        (b'{"id":"x","op":"explode"}', "x"),
        (b'{"id":"x","op":"check"}', "x"),
        (b'{"id":"x","op":"cancel","target":3}', "x"),
        (b'{"id":"x","op":"check","source":"","file":"a","allowedImports":[],"limits":{"seconds":-1}}', "x"),
        (b'{"id":"x","op":"combine","run":"../up","videos":[],"limits":' + json.dumps(LIMITS).encode() + b"}", "x"),
        (b'{"id":"x","op":"combine","run":"/abs","videos":[],"limits":' + json.dumps(LIMITS).encode() + b"}", "x"),
    ],
)
def test_broken_requests_are_answered(worker, line, request_id):
    worker.write(line + b"\n")
    answer = worker.wait(request_id)
    assert (answer["type"], answer["problem"]["code"]) == ("failed", "internal-error")


def test_line_too_long(worker):
    worker.write(b'{"id":"' + b"x" * (9 << 20) + b'"}\n')
    assert "longer" in worker.wait("")["problem"]["message"]
    assert worker.wait(worker.post(op="hello"))["type"] == "done"


def test_request_in_pieces(worker):
    line = json.dumps({"id": "pieces", "op": "hello"}).encode() + b"\n"
    for start in range(0, len(line), 5):
        worker.write(line[start : start + 5])
        time.sleep(0.002)
    assert worker.wait("pieces")["type"] == "done"


def test_same_id_twice(worker):
    running = worker.post_check(LOOP, limits={"seconds": 1})
    worker.post_check(TOY, id=running)
    assert worker.wait(running)["problem"]["code"] == "internal-error"
    assert worker.wait(running)["result"]["problems"][0]["code"] == "scene-timeout"


def _children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [int(child) for child in children.read().split()]


def _gone(pids, seconds=2):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not [pid for pid in pids if os.path.exists(f"/proc/{pid}")]:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("how", ["close", "terminate", "kill"])
def test_end_takes_all_runs_along(own_worker, how):
    for _ in range(2):
        own_worker.post_check(LOOP)
    time.sleep(0.6)
    runs = _children(own_worker.process.pid)
    assert len(runs) == 2
    match how:
        case "close":
            assert own_worker.close() == 0
        case "terminate":
            own_worker.process.terminate()
            assert own_worker.process.wait(5) == 0
        case "kill":
            own_worker.process.kill()
    assert _gone(runs)


def test_interrupt_is_left_to_the_backend(own_worker):
    own_worker.process.send_signal(signal.SIGINT)
    assert own_worker.check(TOY)["problems"] == []


def test_backend_that_does_not_read_delays_nothing_else(own_worker):
    for _ in range(3000):
        own_worker.post(op="hello")
    assert own_worker.check(TOY)["problems"] == []


def test_read_only_scratch_is_a_problem(own_worker):
    import shutil

    shutil.rmtree(own_worker.scratch)
    answer = own_worker.wait(own_worker.post_check(TOY))
    assert answer["type"] in ("failed", "done")
    assert own_worker.wait(own_worker.post(op="hello"))["type"] == "done"


def test_work_in_the_background_lets_others_go_first(tmp_path):
    source = in_construct("import os", "raise ValueError(os.nice(0))")
    found = []
    for name, flags in (("front", ()), ("back", ("--background",))):
        client = WorkerClient(tmp_path / name, *flags)
        try:
            found.append(client.problem(source, allowed=["os"])["message"])
        finally:
            client.close()
    assert found == [f"ValueError: {os.nice(0)}", f"ValueError: {min(19, os.nice(0) + 15)}"]
