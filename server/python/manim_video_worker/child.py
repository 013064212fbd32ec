"""The side of a fork that runs scene code: cut off from everything the worker holds but one private pipe."""

from __future__ import annotations

import contextlib
import faulthandler
import fcntl
import gc
import json
import os
import secrets
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from . import limits
from .channel import Channel
from .checkpoints.lines import real
from .messages import Limits, write_line
from .problems import Failed, problem
from .scene_module import MODULE_NAME

Work = Callable[[Channel], dict[str, Any]]

# The pipe moves to a number drawn from this range, out of the way of code that writes to low descriptors.
_PIPE_NUMBERS = range(600, 1000)


class PipeChannel:
    """Messages to the worker. Each is a line behind a token that only the two know, after a line end of its own,

    so that nothing scene code writes to the descriptor can be read as a message or spoil one.
    """

    def __init__(self, descriptor: int, token: bytes) -> None:
        self.descriptor = descriptor
        self.token = token
        # Of a run that leaves snapshots: where it tells of them, and the worker whose children they are.
        self.registration: socket.socket | None = None
        self.worker = os.getppid()

    def send(self, kind: str, **values: Any) -> None:
        """Writes one message as a whole."""
        line = memoryview(b"\n" + self.token + write_line({"kind": kind, **values}))
        while line:
            line = line[os.write(self.descriptor, line) :]


def read_message(token: bytes, line: bytes) -> dict[str, Any] | None:
    """The worker's side of PipeChannel: a message, or None for anything else."""
    if not line.startswith(token):
        return None
    try:
        message = json.loads(line[len(token) :])
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) and isinstance(message.get("kind"), str) else None


def run(
    work: Work, bounds: Limits, pipe: int, output: int, token: bytes, worker: int, registration: int | None = None
) -> NoReturn:
    """Does the work in this fork and ends it; never returns to the worker's code."""
    status = 1
    try:
        os.setsid()
        limits.end_with_worker(worker)
        channel = _only_these_stay_open(pipe, output, registration, token)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        # Tells the line of a crash, and of an endless loop when the worker asks with SIGUSR1.
        faulthandler.enable(2, all_threads=False)
        faulthandler.register(signal.SIGUSR1, 2, all_threads=False)
        os.umask(0o022)
        limits.limit_run(bounds)
        gc.enable()
        _tell_of_exit(channel)
        status = _report(work, channel)
    except BaseException:
        with contextlib.suppress(BaseException):
            traceback.print_exc()
    finally:
        _exit(status)


# Scene code may have replaced os._exit; this is the real one.
_exit = os._exit


def _report(work: Work, channel: PipeChannel) -> int:
    try:
        result = work(channel)
    except Failed as failed:
        limits.open_memory_reserve()
        channel.send("failed", problem=failed.problems[0])
    except BaseException as error:
        limits.open_memory_reserve()
        code = "scene-memory" if isinstance(error, MemoryError) else "internal-error"
        traceback.print_exc()
        channel.send("failed", problem=problem(code, f"The worker failed with {type(error).__name__}: {error}"))
    else:
        limits.open_memory_reserve()
        channel.send("result", result=result)
    return 0


def to_high_number(descriptor: int, numbers: range = _PIPE_NUMBERS) -> int:
    """Moves a descriptor to a number of the range."""
    high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, secrets.choice(numbers))
    os.close(descriptor)
    return high


def _only_these_stay_open(pipe: int, output: int, registration: int | None, token: bytes) -> PipeChannel:
    channel = PipeChannel(to_high_number(pipe), token)
    if registration is not None:
        channel.registration = socket.socket(fileno=to_high_number(registration))
    kept = {channel.descriptor, channel.registration.fileno() if channel.registration else channel.descriptor}
    os.dup2(output, 1)
    os.dup2(output, 2)
    for name in os.listdir("/dev/fd"):
        if int(name) > 2 and int(name) not in kept:
            with contextlib.suppress(OSError):
                os.close(int(name))
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", buffering=1, closefd=False, errors="backslashreplace")  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, closefd=False, errors="backslashreplace")  # noqa: SIM115
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
    return channel


def _tell_of_exit(channel: PipeChannel) -> None:
    """os._exit runs no handler: the line that called it is told before."""

    def leave(status: int) -> NoReturn:
        with contextlib.suppress(BaseException):
            frame = sys._getframe(1)
            while frame and frame.f_globals.get("__name__") != MODULE_NAME:
                frame = frame.f_back  # type: ignore[assignment]
            channel.send("exit", status=int(status), line=real(frame.f_lineno) if frame else None)
        _exit(status)

    os._exit = leave  # type: ignore[assignment]
