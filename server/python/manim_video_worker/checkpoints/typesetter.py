"""Typst in a process beside the run: its compiler starts threads, and a process with threads leaves no snapshots."""

from __future__ import annotations

import contextlib
import functools
import os
import pickle
import socket
import struct
from typing import Any

from .. import limits

_LENGTH = struct.Struct("<Q")
_exit = os._exit


class Typesetter:
    """Takes the place of typst.compile; starts its process at the first formula, and anew in each continuation."""

    def __init__(self) -> None:
        self.pid: int | None = None
        self._end: socket.socket | None = None
        self._compile: Any = None

    def take_over(self) -> None:
        """Lets every formula of this process be set there."""
        try:
            import typst
        except ImportError:
            return
        self._compile = typst.compile

        @functools.wraps(typst.compile)
        def typeset(*arguments: Any, **options: Any) -> Any:
            return self._typeset(*arguments, **options)

        typst.compile = typeset

    @property
    def descriptor(self) -> int | None:
        """Open while the process runs."""
        return self._end.fileno() if self._end else None

    def leave(self) -> None:
        """In a snapshot: the process belongs to the run."""
        if self._end:
            self._end.close()
        self.pid = self._end = None

    def _typeset(self, *arguments: Any, **options: Any) -> Any:
        try:
            request = pickle.dumps((arguments, options))
        except Exception:  # what cannot be sent is set here
            return self._compile(*arguments, **options)
        if self._end is None:
            self._start()
        assert self._end is not None
        try:
            _send(self._end, request)
            done, answer = pickle.loads(_receive(self._end))  # noqa: S301 (our own process)
        except (OSError, EOFError):
            self._end.close()
            self._end = None
            raise RuntimeError("the Typst compiler ended unexpectedly") from None
        if done:
            return answer
        raise answer

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        run = os.getpid()
        self.pid = os.fork()
        if self.pid:
            theirs.close()
            self._end = ours
            return
        with contextlib.suppress(BaseException):
            limits.end_with_worker(run)
            kept = theirs.fileno()
            for name in os.listdir("/proc/self/fd"):
                if int(name) > 2 and int(name) != kept:
                    with contextlib.suppress(OSError):
                        os.close(int(name))
            self._serve(theirs)
        _exit(0)

    def _serve(self, end: socket.socket) -> None:
        while True:
            arguments, options = pickle.loads(_receive(end))  # noqa: S301 (from the run that forked this process)
            try:
                answer = pickle.dumps((True, self._compile(*arguments, **options)))
            except Exception as error:
                answer = pickle.dumps((False, error))
            _send(end, answer)


def _send(end: socket.socket, data: bytes) -> None:
    end.sendall(_LENGTH.pack(len(data)) + data)


def _receive(end: socket.socket) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(end, _LENGTH.size))
    return _exactly(end, length)


def _exactly(end: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = end.recv(min(length - len(data), 1 << 20))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)
