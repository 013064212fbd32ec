"""A frame: which snapshot it wakes, and what it answers."""

from __future__ import annotations

from typing import Any

from ..channel import Channel
from ..messages import Frame
from ..outcome import Ending, problem_of_ending
from ..problems import Problem
from .check_task import WAKINGS_LIMIT, KeptCheckTask
from .frame import draw_frame_at
from .kept_task import KeptTask, is_problem


class FrameTask(KeptTask):
    """A frame: from the last snapshot before the line, beside a check that may be under way."""

    request: Frame

    def start(self) -> None:
        guess = self._scene_around(self.request.line)
        if guess is None:
            return self._fresh()
        return self._wake(guess)

    def _scene_around(self, line: int) -> str | None:
        """The scene whose snapshots ran lines around this one; the first process woken knows better."""
        best, found = -1, None
        for name, left in self.session.snapshots.items():
            if left and name in self.session.scenes:
                furthest = left[-1]
                first = min((start for start, _ in furthest.note.stretches), default=1)
                before = furthest.change(self.request.code.source).back(line)
                if found is None or (first <= before and first > best):
                    best, found = first, name
        return found

    def _wake(self, scene: str) -> None:
        request = self.request
        snapshot = self.session.best(scene, request.code.source, self.refused, request.line)
        if snapshot is None or self.wakings > WAKINGS_LIMIT:
            return self._fresh()
        more = {"op": "frame", "line": request.line, "quality": request.quality, "run": request.run,
                "scratch": str(self.host.scratch)}  # fmt: skip
        try:
            return self.begin_woken(snapshot, False, more)
        except OSError:
            self.host.sessions.end(self.session, snapshot)
            return self._wake(scene)

    def _fresh(self) -> None:
        sessions = self.host.sessions
        wanted = sessions.possible and self.request.keep.memory > 0 and sessions.holds(self.session)
        # The check of this text leaves its own.
        leaves = (
            wanted
            and not self.session.all()
            and not any(
                isinstance(task, KeptCheckTask) and task.session is self.session for task in self.host.tasks.values()
            )
        )
        self.begin_fresh(self._drawn, leaves)

    def _drawn(self, channel: Channel) -> dict[str, Any]:
        self.folder.mkdir()
        return draw_frame_at(self.request, self.host.scratch, self.folder, channel)

    def on_end(self, ending: Ending) -> None:
        self.sweep()
        if self.cancelled:
            return self._fail(problem_of_ending(ending))
        if self.never_started():
            return self.start()
        if self.is_stale() and self.snapshot:
            return self._wake(self.snapshot.note.scene)
        match self.word:
            case {"kind": "elsewhere", "scene": str(scene)} if self.wakings <= WAKINGS_LIMIT:
                return self._wake(scene)
            case {"kind": "unreadable", "problems": [dict(first), *_]} if is_problem(first):
                return self._fail(first)
            case {"kind": "anew" | "elsewhere"}:
                return self._fresh()
        if self.result is not None:
            return self.done(self.result)
        return self._fail(self.failure or problem_of_ending(ending))

    def _fail(self, failure: Problem) -> None:
        self.host.remove_folder(self.host.scratch / self.request.run)
        self.failed(failure)
