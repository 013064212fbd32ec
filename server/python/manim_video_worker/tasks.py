"""What the worker does for each request that runs scene code: which runs it starts and what it answers."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from . import api, check, combine, render
from .channel import PROGRESS_INTERVAL, Channel
from .child import Work
from .messages import Api, Check, Combine, Frame, Limits, Render
from .outcome import Ending, problem_of_ending
from .problems import Problem, problem, problem_of_os_error
from .run import Run
from .source_text import SourceText


class Host(Protocol):
    """What a task needs of the worker."""

    scratch: Path
    tasks: dict[str, Task]
    # What is kept for the next runs (checkpoints/sessions.py).
    sessions: Any

    def start_run(self, work: Work, limits: Limits, on_message: Any, on_end: Any, registration: Any = None) -> Run:
        """Forks a run; its messages and its ending are told to the two functions."""

    def watch(self, run: Run) -> Run:
        """Watches a run that has been started in another way."""

    def finish(self, task: Task, answer: dict[str, Any]) -> None:
        """Sends the last answer of a task."""

    def send(self, answer: dict[str, Any]) -> None:
        """Sends an answer that is not the last."""

    def remove_folder(self, folder: Path) -> None:
        """Removes a folder without waiting for it."""


class Task:
    """One request. Subclasses say what runs it takes."""

    def __init__(self, host: Host, request: Check | Frame | Render | Combine | Api) -> None:
        self.host = host
        self.id = request.id
        self.request = request
        self.run: Run | None = None
        self.cancelled = False

    def start(self) -> None:
        """Starts the first run."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Ends what runs; the task then answers `cancelled`."""
        self.cancelled = True
        if self.run:
            self.run.end("cancelled")
            # Whatever it was about to end for.
            self.run.ending.ended_for = "cancelled"

    def begin(self, work: Work) -> None:
        """Starts a run of this task."""
        self.result: dict[str, Any] | None = None
        self.failure: Problem | None = None
        self.run = self.host.start_run(work, self.request.limits, self.on_message, self.ended)
        if isinstance(self.request, Check | Render):
            self.run.ending.text = SourceText(self.request.code.source, self.request.code.file)

    def on_message(self, message: dict[str, Any]) -> None:
        """Takes what the run tells; anything unexpected in it is a forgery and is dropped."""
        assert self.run
        match message:
            case {"kind": "result", "result": dict(result)}:
                self.result = result
                self.run.allow_to_leave()
            case {"kind": "failed", "problem": {"code": str(), "message": str()} as failure}:
                self.failure = failure
                self.run.allow_to_leave()
            case {"kind": "scene", "name": str(name)}:
                self.run.ending.scene = name
            case {"kind": "exit", "line": int(line)}:
                self.run.ending.exit_line = line

    def ended(self, ending: Ending) -> None:
        """Takes the end of a run. Where the next one cannot be started this request fails, and no other."""
        try:
            self.on_end(ending)
        except OSError as error:
            if self.host.tasks.get(self.id) is self:
                self.not_started(error)

    def on_end(self, ending: Ending) -> None:
        """The run is over and its process gone. May raise OSError."""
        raise NotImplementedError

    def not_started(self, error: OSError) -> None:
        """Answers that the machine could not start a run."""
        found = problem_of_os_error(error, "the run was started")
        self.failed(found or problem("internal-error", f"A run could not be started: {error}"))

    def done(self, result: dict[str, Any]) -> None:
        """Answers with the result."""
        self.host.finish(self, {"id": self.id, "type": "done", "result": result})

    def failed(self, failure: Problem) -> None:
        """Answers with the problem."""
        self.host.finish(self, {"id": self.id, "type": "failed", "problem": failure})


class CheckTask(Task):
    """A run for each scene, so that one that fails or hangs does not hide the others."""

    request: Check

    def start(self) -> None:
        self.scenes: list[dict[str, Any]] = []
        self.rest: list[str] = []
        self.checked: dict[str, dict[str, Any]] = {}
        self.problems: list[Problem] = []
        self.next_run(None)

    def next_run(self, only: str | None) -> None:
        """Checks one scene, or the module and its first scene."""
        self.folder = self.host.scratch / f".check-{secrets.token_hex(8)}"
        folder, request = self.folder, self.request

        def work(channel: Channel) -> dict[str, Any]:
            folder.mkdir()
            try:
                return check.check_scene(request, only, folder, channel)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        self.begin(work)

    def on_message(self, message: dict[str, Any]) -> None:
        match message:
            case {"kind": "scenes", "scenes": list(scenes), "rest": list(rest)}:
                self.scenes = [scene for scene in scenes if isinstance(scene, dict)][: check.SCENES_LIMIT]
                self.rest = [name for name in rest if isinstance(name, str)][: check.SCENES_LIMIT]
            case _:
                super().on_message(message)

    def on_end(self, ending: Ending) -> None:
        if self.folder.exists():
            self.host.remove_folder(self.folder)
        if self.cancelled:
            return self.failed(problem_of_ending(ending))
        if self.result is not None:
            scene, problems = self.result.get("scene"), self.result.get("problems")
            if isinstance(scene, dict):
                self.checked[str(scene.get("name"))] = scene
            self.problems += problems if isinstance(problems, list) else []
        else:
            self.problems.append(self.failure or problem_of_ending(ending))
        if self.rest:
            return self.next_run(self.rest.pop(0))
        return self.done(check.answer(self.scenes, self.checked, self.problems))


class FolderTask(Task):
    """A render, a combine or a description: one run that writes into a folder of its own."""

    request: Render | Combine | Api

    def __init__(self, host: Host, request: Render | Combine | Api, handler: Callable[..., dict[str, Any]]) -> None:
        super().__init__(host, request)
        self.handler = handler
        self.last_progress = 0.0

    def start(self) -> None:
        scratch, request, handler = self.host.scratch, self.request, self.handler
        self.begin(lambda channel: handler(request, scratch, channel))
        if self.run and isinstance(request, Render):
            self.run.ending.scene = request.scene
            self.run.shares = request.processes

    def on_message(self, message: dict[str, Any]) -> None:
        match message:
            case {"kind": "progress", "animation": int(animation), "time": float(seconds) | int(seconds)}:
                now = time.monotonic()
                if now - self.last_progress >= PROGRESS_INTERVAL * 0.9:
                    self.last_progress = now
                    self.host.send({"id": self.id, "type": "progress", "animation": animation, "time": seconds})
            case _:
                super().on_message(message)

    def on_end(self, ending: Ending) -> None:
        if isinstance(self.request, Render) and self._cut_for_nothing(ending, self.request):
            # What it left is written again, each file by the same name.
            self.request = replace(self.request, processes=1)
            return self.start()
        if self.result is not None and not self.cancelled:
            return self.done(self.result)
        if isinstance(self.request, Render | Api):
            self.host.remove_folder(self.host.scratch / self.request.run)
        if self.cancelled or not self.failure:
            failure = problem_of_ending(ending)
            if isinstance(self.request, Combine) and not self.cancelled:
                failure = problem("combine-failed", f"Combining stopped: {failure['message']}")
            return self.failed(failure)
        return self.failed(self.failure)

    def _cut_for_nothing(self, ending: Ending, request: Render) -> bool:
        """Whether the scene was cut and has to be rendered whole (rendering/plays.py)."""
        if request.processes == 1 or self.cancelled:
            return False
        return ending.ended_for == "memory" or (self.result is not None and self.result.get("whole") is True)


def task_for(host: Host, request: Check | Render | Combine | Api) -> Task:
    """The task that answers a request; those that keep something are made in checkpoints/tasks.py."""
    match request:
        case Check():
            return CheckTask(host, request)
        case Render():
            return FolderTask(host, request, render.render_scene)
        case Combine():
            return FolderTask(host, request, combine.combine_videos)
        case Api():
            return FolderTask(host, request, api.describe)
