"""The processes that draw stretches of a scene: forked where the stretch starts, ended by themselves where it ends.

Each shares a sheet of memory with the scene's process: it has no other way to tell anything, and needs no descriptor.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import random
import signal
import struct
import time
from dataclasses import dataclass
from typing import Any, NoReturn

from ..problems import Problem

_SHEET, _HEAD = 64 * 1024, struct.Struct("=QQ")
_EVERY_PLAY = 2**62
_POLL_SECONDS = 0.002
# Scene code may replace it.
_exit = os._exit


class Sheet:
    """Shared memory: how many plays the scene's process has begun, and what the painter tells at its end."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _SHEET)

    def begun(self, plays: int = _EVERY_PLAY) -> None:
        """The scene's process has run all code before this play, or needs not to be waited for any more."""
        self._memory[:8] = struct.pack("=Q", plays)

    def wait_for(self, plays: int) -> None:
        """Waits, in the painter, until the scene's process has begun so many: it makes the files of texts first."""
        while _HEAD.unpack_from(self._memory)[0] < plays:
            time.sleep(_POLL_SECONDS)

    def end(self, **told: Any) -> NoReturn:
        """Tells this and ends the painter."""
        data = json.dumps(told).encode()
        if len(data) > _SHEET - _HEAD.size:
            self.fail()
        self._memory[_HEAD.size : _HEAD.size + len(data)] = data
        self._memory[8:16] = struct.pack("=Q", len(data))
        _exit(0)

    def fail(self) -> NoReturn:
        """Ends the painter with nothing told."""
        _exit(1)

    def told(self) -> dict[str, Any]:
        """What the painter told; empty when it told nothing that can be read."""
        length = _HEAD.unpack_from(self._memory)[1]
        try:
            told = json.loads(self._memory[_HEAD.size : min(_HEAD.size + length, _SHEET)])
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


@dataclass
class Painter:
    """One process and its stretch; `expected` is what the scene had come to at its end, once that is known."""

    pid: int
    sheet: Sheet
    expected: str | None = None
    status: int | None = None

    def look(self) -> None:
        """Takes the process's end if it has ended."""
        if self.status is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                # Scene code has waited for it.
                pid, status = self.pid, -1
            self.status = status if pid else None

    @property
    def problem(self) -> Problem | None:
        """What stopped the scene in this stretch."""
        found = self.sheet.told().get("problem") if self.status == 0 else None
        return found if isinstance(found, dict) else None

    @property
    def spoiled(self) -> bool:
        """It has ended, and its stretch is not the one that the scene's process went through."""
        if self.status is None:
            return False
        told = self.sheet.told().get("seen") if self.status == 0 else None
        return told is None or self.expected not in (None, told)


class Painters:
    """The painters of one scene, in the order of its plays."""

    def __init__(self) -> None:
        self._all: list[Painter] = []

    def __len__(self) -> int:
        return len(self._all)

    def start(self, most: int) -> Sheet | None:
        """Forks a painter once fewer than `most` draw; its sheet in that process, None in this one."""
        while self._running() >= most:
            time.sleep(_POLL_SECONDS)
        sheet, parent, numbers = Sheet(), os.getpid(), random.getstate()
        pid = os.fork()
        if pid == 0:
            # Python seeds them anew in a fork.
            random.setstate(numbers)
            _cut_off(parent)
            return sheet
        self._all.append(Painter(pid, sheet))
        return None

    @property
    def latest(self) -> Painter:
        """The painter of the stretch that the scene is in."""
        return self._all[-1]

    def any_spoiled(self) -> bool:
        """Whether one has ended in another way than it should."""
        for painter in self._all:
            painter.look()
        return any(painter.spoiled for painter in self._all)

    def wait(self) -> Painter | None:
        """Waits until all have ended, but for those behind one that is spoiled; answers the first such one."""
        for index, painter in enumerate(self._all):
            painter.sheet.begun()
            while painter.status is None:
                time.sleep(_POLL_SECONDS)
                painter.look()
            if painter.spoiled:
                self._end(self._all[index + 1 :])
                return painter
        return None

    def _running(self) -> int:
        for painter in self._all:
            painter.look()
        return sum(painter.status is None for painter in self._all)

    def _end(self, painters: list[Painter]) -> None:
        for painter in painters:
            if painter.status is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(painter.pid, signal.SIGKILL)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(painter.pid, 0)
                painter.status = -1


def _cut_off(parent: int) -> None:
    """In the painter: it ends with the scene's process, and what scene code prints was printed by that already."""
    from .. import limits

    limits.end_with_worker(parent)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
