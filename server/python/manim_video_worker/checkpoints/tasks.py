"""The task for any request: those that keep something, and all others."""

from __future__ import annotations

from ..messages import Api, Check, Combine, Frame, Render
from ..tasks import Host, Task, task_for
from . import snapshots  # noqa: F401 (loaded once, before any fork needs it)
from .check_task import KeptCheckTask
from .frame_task import FrameTask


def any_task_for(host: Host, request: Check | Frame | Render | Combine | Api) -> Task:
    """The task that answers a request."""
    match request:
        case Check() if request.keep and request.keep.memory and host.sessions.possible:
            return KeptCheckTask(host, request)
        case Frame():
            return FrameTask(host, request)
    return task_for(host, request)
