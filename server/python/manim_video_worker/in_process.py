"""Serving where there is no fork (Windows): requests run in this process, which then ends.

The backend keeps a spare worker for the next request, and ends this process itself on a cancel or a timeout: nothing
here can be interrupted, and the operating system's limits are not set.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

from . import api, check, combine, render
from .checkpoints.frame import draw_frame_at
from .hello import hello
from .messages import Api, Cancel, Check, Combine, Forget, Frame, Hello, Render, write_line
from .problems import Failed, problem
from .requests import READ_SIZE, BadRequest, RequestReader


def serve_one(scratch: Path, requests: int, answers: int) -> int:
    """Answers hellos and broken lines until a request comes that runs something; serves that one and ends."""
    reader = RequestReader()

    def send(answer: dict[str, Any]) -> None:
        line = memoryview(write_line(answer))
        while line:
            line = line[os.write(answers, line) :]

    while data := os.read(requests, READ_SIZE):
        for request in reader.feed(data):
            match request:
                case BadRequest():
                    send({"id": request.id, "type": "failed", "problem": problem("internal-error", str(request))})
                case Hello():
                    send({"id": request.id, "type": "done", "result": hello()})
                case Cancel() | Forget():
                    send({"id": request.id, "type": "done", "result": None})
                case _:
                    send(_served(request, scratch, _Caller(request.id, send)))
                    return 0
    return 0


class _Caller:
    """A channel for a handler in this process; keeps what a fork would have told the worker."""

    def __init__(self, request_id: str, send: Any) -> None:
        self.id = request_id
        self._send = send
        self.scenes: list[dict[str, Any]] = []
        self.rest: list[str] = []

    def send(self, kind: str, **values: Any) -> None:
        """Passes progress on and notes the list of scenes."""
        if kind == "progress":
            self._send({"id": self.id, "type": "progress", **values})
        elif kind == "scenes":
            self.scenes, self.rest = values["scenes"], values["rest"]


def _served(request: Check | Frame | Render | Combine | Api, scratch: Path, channel: _Caller) -> dict[str, Any]:
    try:
        match request:
            case Check():
                result = _check(request, scratch, channel)
            case Frame():
                result = _frame(request, scratch, channel)
            case Render():
                result = render.render_scene(request, scratch, channel)
            case Combine():
                result = combine.combine_videos(request, scratch, channel)
            case Api():
                result = api.describe(request, scratch, channel)
    except BaseException as error:
        if isinstance(request, Frame | Render | Api):
            shutil.rmtree(scratch / request.run, ignore_errors=True)
        failure = (
            error.problems[0]
            if isinstance(error, Failed)
            else problem("internal-error", f"The worker failed: {error!r}")
        )
        return {"id": request.id, "type": "failed", "problem": failure}
    return {"id": request.id, "type": "done", "result": result}


def _frame(request: Frame, scratch: Path, channel: _Caller) -> dict[str, Any]:
    folder = scratch / f".check-{secrets.token_hex(8)}"
    folder.mkdir()
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        return draw_frame_at(request, scratch, folder, channel)


def _check(request: Check, scratch: Path, channel: _Caller) -> dict[str, Any]:
    checked: dict[str, dict[str, Any]] = {}
    problems: list[dict[str, Any]] = []
    names: list[str | None] = [None]
    scenes: list[dict[str, Any]] = []
    while names:
        name = names.pop(0)
        folder = scratch / f".check-{secrets.token_hex(8)}"
        folder.mkdir()
        with contextlib.ExitStack() as stack:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            found = check.check_scene(request, name, folder, channel)
        if name is None:
            scenes, names = channel.scenes, list(channel.rest)
        problems += found["problems"]
        if found["scene"]:
            checked[found["scene"]["name"]] = found["scene"]
    return check.answer(scenes, checked, problems)
