"""Forks of a run that sleep between two statements, and what one does when the worker wakes it.

The run goes on as it was. A snapshot sleeps on a socket of its own and ends with it; woken, it forks a continuation
and sleeps on, so it can be used again. A continuation is the worker's child: the worker waits for it and ends it, and
the kernel ends it with the worker. A snapshot is the worker's child too, once its run has ended; its continuations are
then forked beside it. Before that they are forked twice, and the one between ends at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import random
import socket
import sys
import time
import traceback
from typing import Any

from tqdm import tqdm

from .. import limits
from ..child import PipeChannel, to_high_number
from . import control
from .beside import Beside
from .typesetter import Typesetter

_exit = os._exit
# The limit on open files is in force by now (limits.OPEN_FILES).
_NUMBERS = range(200, 400)


class Snapshots:
    """Makes snapshots of this process. The channel's `registration` is the way on which the worker is told of them."""

    def __init__(self, channel: PipeChannel) -> None:
        self.channel = channel
        self._left: set[int] = set()
        self._baseline = _open_descriptors()
        self.typesetter = Typesetter()
        self.typesetter.take_over()
        self._beside = Beside()
        # Manim's progress bars would start a thread to watch them.
        tqdm.monitor_interval = 0

    def possible(self) -> bool:
        """Whether a fork would be the same as this process: no other threads, no children, no open files."""
        if (
            len(os.listdir("/proc/self/task")) != 1
            or _open_descriptors() - {str(self.typesetter.descriptor)} != self._baseline
        ):
            return False
        with open(f"/proc/self/task/{os.getpid()}/children", "rb") as children:
            return set(map(int, children.read().split())) <= {self.typesetter.pid, *self._left}

    def take(self, note: dict[str, Any]) -> dict[str, Any] | None:
        """Leaves a snapshot, of which the worker is told `note`.

        None in this process. In a continuation, which returns from the same call, what it was woken with.
        """
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        # Python seeds it anew in each fork.
        randomness = random.getstate()
        theirs, ours = control.pair()
        pid = os.fork()
        if pid:
            ours.close()
            self._left.add(pid)
            token = self.channel.token.decode("ascii")
            control.send(self._registration(), {**note, "pid": pid, "token": token}, [theirs.fileno()])
            theirs.close()
            return None
        try:
            theirs.close()
            message = self._asleep(ours)
        except BaseException:
            # Goes to the worker in a continuation, nowhere else.
            with contextlib.suppress(BaseException):
                traceback.print_exc()
            _exit(1)
        self._left = set()
        random.setstate(randomness)
        return message

    def _registration(self) -> socket.socket:
        if self.channel.registration is None:
            raise OSError("this run keeps nothing")
        return self.channel.registration

    def _asleep(self, ours: socket.socket) -> dict[str, Any]:
        os.setsid()
        self.typesetter.leave()
        self._registration().close()
        os.close(self.channel.descriptor)
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (1, 2):
            os.dup2(nothing, descriptor)
        os.close(nothing)
        return self._wait(ours)

    def _wait(self, ours: socket.socket) -> dict[str, Any]:
        while True:
            try:
                message, descriptors = control.receive(ours)
            except (EOFError, OSError):
                _exit(0)
            if not self._forks_continuation(ours):
                control.close_all(descriptors)
                continue
            ours.close()
            return self._woken(message or {}, descriptors)

    def _forks_continuation(self, ours: socket.socket) -> bool:
        """Tells the worker its number; True in the continuation."""
        beside = self._fork_beside()
        if beside is not None:
            if beside:
                control.send(ours, {"pid": beside}, [])
            return beside == 0
        middle = os.fork()
        if middle:
            os.waitpid(middle, 0)
            return False
        pid = os.fork()
        if pid:
            control.send(ours, {"pid": pid}, [])
            _exit(0)
        return True

    def _fork_beside(self) -> int | None:
        """As os.fork; None while this is its run's child, and where the system refuses it."""
        if not self._beside.possible or os.getppid() != self.channel.worker:
            return None
        try:
            return self._beside.fork()
        except OSError:
            return None

    def _woken(self, message: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        os.setsid()
        # What is here now is shared with the snapshot: looking at it would copy it.
        gc.freeze()
        pipe, output, registration, content = descriptors
        request = control.from_file(content)
        for number in (1, 2):
            os.dup2(output, number)
        os.close(output)
        channel = self.channel
        channel.descriptor, channel.token = to_high_number(pipe, _NUMBERS), message["token"].encode("ascii")
        channel.registration = socket.socket(fileno=to_high_number(registration, _NUMBERS))
        self._baseline = _open_descriptors()
        return request

    def belong(self) -> None:
        """In a continuation, before scene code runs: ends with the worker. Its parent takes a moment to go."""
        _belong_to(self.channel.worker)


def _belong_to(worker: int) -> None:
    """Waits until the worker is the parent, and ends with it."""
    for _ in range(2000):
        if os.getppid() == worker:
            limits.end_with_worker(worker)
            return
        time.sleep(0.0005)
    _exit(1)


def _open_descriptors() -> set[str]:
    # The listing is itself open while it is made.
    return {name for name in os.listdir("/proc/self/fd") if os.path.lexists(f"/proc/self/fd/{name}")}
