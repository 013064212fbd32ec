"""A check that keeps its state: which snapshots it wakes, and what it answers."""

from __future__ import annotations

from typing import Any

from .. import check
from ..channel import Channel
from ..messages import Check
from ..outcome import Ending, problem_of_ending
from ..problems import Problem
from .drawn_texts import lend
from .kept_task import KeptTask, is_problem

# A snapshot may send on to another one, which knows as little of what lies before the edit.
WAKINGS_LIMIT = 4
_FOUND_LIMIT = 100


class KeptCheckTask(KeptTask):
    """A check: each scene from the snapshot that fits, or from the beginning, the edited one first."""

    request: Check

    def start(self) -> None:
        # A newer text of the same document takes the place of the one before.
        for task in list(self.host.tasks.values()):
            if task is not self and isinstance(task, KeptCheckTask) and task.session is self.session:
                task.cancel()
        self.scenes: list[dict[str, Any]] = []
        self.checked: dict[str, dict[str, Any]] = {}
        self.problems: dict[str | None, list[Problem]] = {}
        self.found: list[Problem] = []
        self.rest: list[str] = []
        self.anew = False
        names = [name for name in self.session.scenes if self.session.snapshots.get(name)]
        if not names:
            return self._fresh(None)
        edited = [name for name in names if self._is_edited(name)]
        self.rest = [*edited, *(name for name in self.session.scenes if name not in edited)]
        return self._next()

    def _is_edited(self, name: str) -> bool:
        furthest = self.session.snapshots[name][-1]
        return furthest.change(self.request.code.source).touches(furthest.note.stretches)

    def _next(self) -> None:
        if not self.rest:
            return self._finish()
        self.refused = []
        return self._wake(self.rest.pop(0))

    def _wake(self, scene: str) -> None:
        self.scene: str | None = scene
        snapshot = self.session.best(scene, self.request.code.source, self.refused)
        if snapshot is None or self.wakings > WAKINGS_LIMIT * (1 + len(self.session.scenes)):
            return self._fresh(scene)
        try:
            return self.begin_woken(snapshot, True, {"op": "check"})
        except OSError:
            self.host.sessions.end(self.session, snapshot)
            return self._wake(scene)

    def _fresh(self, scene: str | None) -> None:
        if not self.scenes:
            # No run has told which scenes there are.
            scene, self.rest = None, []
        self.scene = scene
        for name in list(self.session.snapshots) if scene is None else [scene]:
            self.host.sessions.end_scene(self.session, name)
        self.begin_fresh(lambda channel: self._checked(scene, channel), leaves=True)

    def _checked(self, scene: str | None, channel: Channel) -> dict[str, Any]:
        self.folder.mkdir()
        # A store made here, in the fork, would be nobody's.
        if self.session.folder:
            lend(self.session.folder, self.folder)
        return check.check_scene(self.request, scene, self.folder, channel)

    def on_message(self, message: dict[str, Any]) -> None:
        match message:
            case {"kind": "found", "problems": list(problems)} if len(self.found) < _FOUND_LIMIT:
                told = [one for one in problems if is_problem(one)][:_FOUND_LIMIT]
                self.found += told
                if told:
                    self.host.send({"id": self.id, "type": "found", "problems": told})
            case {"kind": "accepted"} if self.snapshot:
                self.host.sessions.went_on_from(self.session, self.snapshot, self.request.code.source)
            case {"kind": "scenes", "scenes": list(scenes), "rest": list(rest)}:
                super().on_message(message)
                self.scenes = [scene for scene in scenes if isinstance(scene, dict)][: check.SCENES_LIMIT]
                if self.scene is None:
                    self.rest = [name for name in rest if isinstance(name, str)][: check.SCENES_LIMIT]
            case _:
                super().on_message(message)

    def on_end(self, ending: Ending) -> None:
        self.sweep()
        if self.cancelled:
            return self.failed(problem_of_ending(ending))
        if self.never_started():
            return self._wake(self.scene or "")
        if self.is_stale():
            return self._wake(self.scene or "")
        if self.word.get("kind") == "unreadable":
            problems = self.word.get("problems")
            found = [one for one in problems if is_problem(one)] if isinstance(problems, list) else []
            return self.done({"scenes": [], "problems": found})
        if self.word.get("kind") == "anew" and self.snapshot:
            if self.anew:
                # A run of an older text, a frame's, has left it meanwhile.
                return self._fresh(self.scene)
            self.anew, self.rest = True, []
            self.scenes, self.checked, self.problems, self.found = [], {}, {}, []
            return self._fresh(None)
        self._take_result(ending)
        return self._next()

    def _take_result(self, ending: Ending) -> None:
        if self.result is not None:
            scene, problems = self.result.get("scene"), self.result.get("problems")
            if isinstance(scene, dict):
                self.checked[str(scene.get("name"))] = scene
            told = problems if isinstance(problems, list) else []
        else:
            told = [*self.found, self.failure or problem_of_ending(ending)]
        self.problems.setdefault(self.scene or ending.scene, []).extend(told)
        self.found = []

    def _finish(self) -> None:
        order = {str(scene.get("name")): place for place, scene in enumerate(self.scenes)}
        sorted_problems = [
            found
            for name in sorted(self.problems, key=lambda name: order.get(name or "", -1))
            for found in self.problems[name]
        ]
        self.done(check.answer(self.scenes, self.checked, sorted_problems))
