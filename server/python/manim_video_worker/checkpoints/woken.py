"""A run that a snapshot forks off: the worker's side."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..messages import Limits
from ..outcome import Ending
from ..run import Run
from . import control

# A snapshot that has not answered by then is broken.
WAKING_SECONDS = 5.0
# For a process whose parent is about to end, after which it is the worker's own child.
_SOON, _LATE = 0.01, 1.0


class WokenRun(Run):
    """Starts when the snapshot has told the process's number; ends like any run. `lost`: it never started."""

    def __init__(
        self,
        snapshot: socket.socket,
        request: dict[str, Any],
        registration: socket.socket,
        limits: Limits,
        selector: selectors.BaseSelector,
        on_message: Callable[[dict[str, Any]], None],
        on_end: Callable[[Ending], None],
    ) -> None:
        self._snapshot = snapshot
        self._request = request
        self._started = time.monotonic()
        self._ended_at: float | None = None
        super().__init__(lambda _: {}, limits, selector, on_message, on_end, registration)

    def _start(self, work: Any, message_start: int, output_start: int) -> None:
        assert self._registration is not None
        content = control.as_file(self._request)
        try:
            descriptors = [message_start, output_start, self._registration.fileno(), content]
            control.send(self._snapshot, {"token": self.token.decode("ascii")}, descriptors)
        finally:
            os.close(content)

    @property
    def is_awaited(self) -> bool:
        """Whether its process may be there already and has not been told of."""
        return self.pid == 0 and not self.lost

    def adopt(self, pid: int) -> None:
        """The snapshot has forked the process."""
        self.pid = pid
        if self.ending.ended_for:
            self.end(None)

    def lose(self) -> None:
        """The snapshot is gone before it has forked anything."""
        self.lost = self.pid == 0

    def end(self, reason: str | None) -> None:
        self.ending.ended_for = self.ending.ended_for or reason
        if self._is_child():
            return super().end(None)
        # Not yet, or never: only a child of the worker may be ended.
        self._ended_at = self._ended_at or time.monotonic()
        self.deadline = time.monotonic() + _SOON
        if time.monotonic() - self._ended_at > _LATE:
            self.lost, self.deadline = True, float("inf")
        return None

    def check_deadline(self, now: float) -> None:
        if self.pid == 0 and now - self._started > WAKING_SECONDS:
            self.lost = True
        super().check_deadline(now)

    def _ask_then_end(self, reason: str) -> None:
        if self._is_child():
            return super()._ask_then_end(reason)
        return self.end(reason)

    def reap(self) -> bool:
        if self.lost:
            self.ending.status = signal.SIGKILL
            for descriptor in list(self._readers):
                self._close(descriptor)
            self.on_end(self.ending)
            return True
        try:
            return self.pid != 0 and super().reap()
        except ChildProcessError:
            return False

    def abandon(self) -> None:
        if self._is_child():
            super().abandon()

    def _is_child(self) -> bool:
        if self.pid <= 1:
            return False
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            return False
        return int(fields[1]) == os.getpid()
