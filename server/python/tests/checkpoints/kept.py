"""Checks that keep their state beside checks that do not, for tests."""

from __future__ import annotations

import time

KEEP = {"session": "a document", "memory": 1 << 30}
LAYOUT = ["layout-off-frame", "layout-overlap", "layout-small-text", "layout-empty", "layout-still"]


class Kept:
    """One session with a worker."""

    def __init__(self, worker, session: str = "a document", **more) -> None:
        self.worker = worker
        self.session = session
        self.more = {"layout": LAYOUT, **more}

    def check(self, source: str, **more) -> dict:
        """A check that keeps its state."""
        return self.worker.check(source, keep={**KEEP, "session": self.session}, **{**self.more, **more})

    def whole(self, source: str, **more) -> dict:
        """The same check without."""
        return self.worker.check(source, **{**self.more, **more})

    def frame(self, source: str, line: int, run: str = "frame", **more) -> dict:
        """The last answer to a frame."""
        return self.worker.wait(self.post_frame(source, line, run, **more))

    def post_frame(self, source: str, line: int, run: str = "frame", **more) -> str:
        from worker_client import LIMITS

        return self.worker.post(
            op="frame", source=source, file="/videos/scènes/01.py", allowedImports=more.pop("allowed", []),
            limits={**LIMITS, **more.pop("limits", {})}, line=line, run=run, quality=more.pop("quality", "low"),
            layout=[], keep={**KEEP, "session": self.session}, **more,
        )  # fmt: skip

    def forget(self) -> None:
        self.worker.wait(self.worker.post(op="forget", session=self.session))


def found(worker, request: str) -> list[dict]:
    """Problems that were told before the last answer."""
    told = [answer for answer in worker.kept if answer.get("id") == request and answer["type"] == "found"]
    return [problem for answer in told for problem in answer["problems"]]


def same(kept: dict, whole: dict) -> None:
    """Asserts that a check answers the same both ways: it may go on after the first failing statement, no more."""
    assert kept["scenes"] == whole["scenes"]
    assert _first_of_each(kept["problems"]) == whole["problems"]


def _first_of_each(problems: list[dict]) -> list[dict]:
    seen, first = set(), []
    for problem in problems:
        kind = (problem.get("scene"), problem["code"] if problem["code"].startswith("layout-") else "")
        if kind[1] or kind not in seen or not problem.get("scene"):
            first.append(problem)
        seen.add(kind)
    return first


def eventually(condition, seconds: float = 5) -> bool:
    """Whether something becomes true soon."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()
