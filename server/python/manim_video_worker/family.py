"""The processes of a run together: their number and the memory they have taken beyond the worker's. Linux only."""

from __future__ import annotations

import contextlib
import resource
from dataclasses import dataclass
from pathlib import Path

PROCESSES_LIMIT = 256
_SESSION, _RESIDENT = 3, 21


@dataclass
class Family:
    """What the processes of one session use."""

    processes: int = 0
    memory: int = 0


def families(sessions: set[int], shared: int) -> dict[int, Family]:
    """The use of each session; `shared` bytes of each process are the worker's, or a program's own."""
    found = {session: Family() for session in sessions}
    for process in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # What stands before the last parenthesis is the program's name, which may hold anything.
            fields = process.read_text("utf-8", "replace").rpartition(")")[2].split()
            family = found.get(int(fields[_SESSION]))
            if family:
                family.processes += 1
                family.memory += max(0, int(fields[_RESIDENT]) * resource.getpagesize() - shared)
    return found


def own_memory() -> int:
    """Bytes that this process has in memory."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0
