"""What is kept of one document: its snapshots, and which of them fits a text."""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .changes import Change, change_between
from .notes import Note
from .woken import WokenRun

# A text, and after how many of its statements at most a snapshot of it still fits.
Refused = tuple[str, int]


@dataclass(eq=False)
class Snapshot:
    """One sleeping process."""

    note: Note
    pid: int
    control: socket.socket
    source: str
    made: float
    memory: int | None = None
    # Left by a text before the newest, of use once an edit is undone.
    stale: bool = False
    waking: list[WokenRun] = field(default_factory=list)

    def change(self, source: str) -> Change:
        """What differs between its text and another."""
        return change_between(self.source, source)


@dataclass(eq=False)
class Session:
    """One document. Snapshots of another `key` (limits, imports, what is asked for) are of no use to it."""

    name: str
    key: tuple[Any, ...]
    scenes: list[str] = field(default_factory=list)
    snapshots: dict[str, list[Snapshot]] = field(default_factory=dict)
    used: float = 0.0
    folder: Path | None = None

    def store(self, scratch: Path) -> Path:
        """Where what runs have set is kept; made at the first use."""
        if self.folder is None:
            self.folder = scratch / f".kept-{secrets.token_hex(8)}"
            self.folder.mkdir(exist_ok=True)
        return self.folder

    def all(self) -> list[Snapshot]:
        """Of all scenes."""
        return [snapshot for found in self.snapshots.values() for snapshot in found]

    def following(self, snapshot: Snapshot) -> Snapshot | None:
        """The next one of its scene; of the newest text or of older ones, as it is itself."""
        found = self.snapshots[snapshot.note.scene]
        behind = found[found.index(snapshot) + 1 :]
        return next((other for other in behind if other.stale == snapshot.stale), None)

    def best(self, scene: str, source: str, refused: list[Refused], line: int | None = None) -> Snapshot | None:
        """The furthest snapshot of a scene that the lines say is unchanged; else the first. It knows better."""
        fitting = [
            found
            for found in self.snapshots.get(scene, [])
            if not any(found.source == other and found.note.steps > valid for other, valid in refused)
        ]
        for snapshot in reversed(fitting):
            passed = line is not None and snapshot.note.line > snapshot.change(source).back(line)
            if not passed and not snapshot.change(source).touches(snapshot.note.stretches):
                return snapshot
        return fitting[0] if fitting else None
