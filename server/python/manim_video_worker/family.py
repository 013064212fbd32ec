"""The processes of a run together: their number and the memory they have taken beyond the worker's. Linux only."""

from __future__ import annotations

import contextlib
import resource
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

PROCESSES_LIMIT = 256
# Behind the name in /proc/<pid>/stat.
_PARENT, _SESSION, _RESIDENT = 1, 3, 21


@dataclass
class Family:
    """What the processes of one run use."""

    processes: int = 0
    memory: int = 0


@dataclass(frozen=True)
class _Process:
    pid: int
    session: int
    memory: int


def families(runs: set[int], shared: int, apart: Set[int] = frozenset()) -> dict[int, Family]:
    """The use of each run: of its session, and of all that descends from it, which may be in sessions of its own.

    `shared` bytes of each process are the worker's, or a program's own; those `apart` count for nobody, nor do theirs.
    """
    children: dict[int, list[_Process]] = defaultdict(list)
    members: dict[int, list[_Process]] = defaultdict(list)
    for parent, process in _processes(shared):
        children[parent].append(process)
        if process.session in runs:
            members[process.session].append(process)
    found = {}
    for run in runs:
        seen: dict[int, _Process] = {}
        left = [one for one in members[run] if one.pid not in apart]
        while left:
            process = left.pop()
            if process.pid not in seen:
                seen[process.pid] = process
                left += [child for child in children[process.pid] if child.pid not in apart]
        found[run] = Family(len(seen), sum(process.memory for process in seen.values()))
    return found


def _processes(shared: int) -> list[tuple[int, _Process]]:
    """Every process behind its parent's number."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # What stands before the last parenthesis is the program's name, which may hold anything.
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            memory = max(0, int(fields[_RESIDENT]) * resource.getpagesize() - shared)
            found.append((int(fields[_PARENT]), _Process(int(path.parent.name), int(fields[_SESSION]), memory)))
    return found


def own_memory() -> int:
    """Bytes that this process has in memory."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0
