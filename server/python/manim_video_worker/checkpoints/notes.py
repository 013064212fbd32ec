"""What a run tells of a snapshot it has left. The run's code is a stranger's: every part is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_STRETCHES_LIMIT = 10_000


@dataclass
class Note:
    """A snapshot of `scene` after so many statements."""

    pid: int
    scene: str
    steps: int
    # Work since the snapshot before, which starting here saves.
    seconds: float
    # First and last lines of the statements that ran.
    stretches: list[tuple[int, int]]
    # Of the statement of construct that was begun last; 0 before the first.
    line: int


def read_note(message: dict[str, Any] | None, token: bytes) -> Note | None:
    """The note, or None for anything else."""
    match message:
        case {
            "kind": "snapshot", "token": str(said), "pid": int(pid), "scene": str(scene), "steps": int(steps),
            "seconds": float() | int() as seconds, "stretches": list(stretches), "line": int(line),
        } if said.encode("ascii", "replace") == token and pid > 1 and len(stretches) <= _STRETCHES_LIMIT:  # fmt: skip
            pairs = [(pair[0], pair[1]) for pair in stretches if _is_pair(pair)]
            return Note(pid, scene, max(0, steps), float(min(max(0.0, seconds), 600.0)), pairs, line)
    return None


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(line, int) for line in value)
