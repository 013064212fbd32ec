"""The worker's side of a run: one forked process with its pipes, limits and end."""

from __future__ import annotations

import contextlib
import os
import secrets
import selectors
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

from . import child
from .messages import LINE_LIMIT, Limits
from .outcome import DUMP_MARK, OUTPUT_KEPT, Ending
from .requests import READ_SIZE

# Between asking a run where it is and ending it, should it not answer to the end.
DUMP_SECONDS = 0.4
# The outermost frame of a run, as the worker is started as a folder: the end of what faulthandler prints.
_DUMP_END = b"in _run_module_as_main"
# For a run that has told its result and does not end by itself.
GRACE_SECONDS = 1.0


class Run:
    """Starts a fork for some work; tells its messages as they come and its ending once; leaves no process behind."""

    # Set where the process never came to be (see checkpoints/woken.py).
    lost = False
    # Whether its process may be there without having been told of (also woken.py).
    is_awaited = False
    # How many processes of the size of its limits it was granted to be.
    shares = 1

    def __init__(
        self,
        work: child.Work,
        limits: Limits,
        selector: selectors.BaseSelector,
        on_message: Callable[[dict[str, Any]], None],
        on_end: Callable[[Ending], None],
        registration: socket.socket | None = None,
    ) -> None:
        self.limits = limits
        self.selector = selector
        self.on_message = on_message
        self.on_end = on_end
        self.ending = Ending(status=0, seconds=limits.seconds, output_limit=limits.output)
        self.token = secrets.token_hex(8).encode() + b" "
        self._line = b""
        self._printed = 0
        self.deadline = time.monotonic() + limits.seconds
        self._registration = registration
        self.pid = 0
        message_end, message_start = os.pipe()
        output_end, output_start = os.pipe()
        try:
            self._start(work, message_start, output_start)
        except OSError:
            os.close(message_end)
            os.close(output_end)
            raise
        finally:
            os.close(message_start)
            os.close(output_start)
        self._readers = {message_end: self._read_messages, output_end: self._read_output}
        for descriptor, reader in self._readers.items():
            os.set_blocking(descriptor, False)
            self.selector.register(descriptor, selectors.EVENT_READ, reader)

    def _start(self, work: child.Work, message_start: int, output_start: int) -> None:
        worker, registration = os.getpid(), self._registration
        self.pid = os.fork()
        if self.pid == 0:
            kept = registration.fileno() if registration else None
            child.run(work, self.limits, message_start, output_start, self.token, worker, kept)

    def end(self, reason: str | None) -> None:
        """Ends the process and its group at once; the ending is told when it is reaped."""
        self.ending.ended_for = self.ending.ended_for or reason
        self.deadline = float("inf")
        for kill, target in ((os.killpg, self.pid), (os.kill, self.pid)):
            # The group exists once the child has called setsid.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(target, signal.SIGKILL)

    def check_deadline(self, now: float) -> None:
        """Ends a run that is out of time, after asking it for the line it is at."""
        if now < self.deadline:
            return
        if self.ending.ended_for is None:
            self._ask_then_end("timeout")
        else:
            self.end(None)

    def _ask_then_end(self, reason: str) -> None:
        """Lets faulthandler print the line the run is at, and ends the run a moment later."""
        self.ending.ended_for = reason
        self.deadline = time.monotonic() + DUMP_SECONDS
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGUSR1)

    def allow_to_leave(self) -> None:
        """The result is there: the process has a moment to end by itself."""
        self.ending.ended_for = self.ending.ended_for or "result"
        self.deadline = min(self.deadline, time.monotonic() + GRACE_SECONDS)

    def reap(self) -> bool:
        """Takes the process's end if it has ended: drains its pipes, ends what it left, tells."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid == 0:
            return False
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self.ending.status = status
        for descriptor, reader in list(self._readers.items()):
            reader(descriptor)
            self._close(descriptor)
        if DUMP_MARK not in self.ending.output:
            self.ending.output = self.ending.output[-OUTPUT_KEPT:]
        self.on_end(self.ending)
        return True

    def abandon(self) -> None:
        """Ends the process and waits for it, telling nobody: the worker itself is ending."""
        self.end("cancelled")
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)

    def _close(self, descriptor: int) -> None:
        if self._readers.pop(descriptor, None):
            self.selector.unregister(descriptor)
            os.close(descriptor)

    def _read(self, descriptor: int) -> bytes:
        try:
            data = os.read(descriptor, READ_SIZE)
        except BlockingIOError:
            return b""
        if not data:
            self._close(descriptor)
        return data

    def _read_output(self, descriptor: int) -> None:
        data = self._read(descriptor)
        self._printed += len(data)
        # Once the run has been asked for its line, what it goes on printing must not push the answer out.
        if self.ending.ended_for is None or _DUMP_END not in self.ending.output:
            self.ending.output = (self.ending.output + data)[-2 * READ_SIZE :]
            if self.ending.ended_for in ("timeout", "output") and _DUMP_END in self.ending.output:
                self.end(None)
        if self._printed > self.limits.output and self.ending.ended_for is None:
            self._ask_then_end("output")

    def _read_messages(self, descriptor: int) -> None:
        while data := self._read(descriptor):
            *lines, self._line = (self._line + data).split(b"\n")
            for line in lines:
                message = child.read_message(self.token, line)
                if message:
                    self.on_message(message)
            if len(self._line) > LINE_LIMIT:
                self._line = b""
                self.end("garbage")
            if len(data) < READ_SIZE:
                break
