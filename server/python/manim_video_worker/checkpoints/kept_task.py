"""What a check that keeps its state and a frame have in common: they wake snapshots and leave new ones."""

from __future__ import annotations

import contextlib
import secrets
from typing import Any

from .. import check
from ..messages import Check, Frame
from ..source_text import SourceText
from ..tasks import Host, Task
from .drawn_texts import keep
from .session import Refused, Session, Snapshot
from .woken import WokenRun


class KeptTask(Task):
    """One request that wakes snapshots and leaves new ones."""

    request: Check | Frame

    def __init__(self, host: Host, request: Check | Frame) -> None:
        super().__init__(host, request)
        self.session: Session = host.sessions.of(request)
        self.snapshot: Snapshot | None = None
        self.word: dict[str, Any] = {}
        self.wakings = 0
        self.refused: list[Refused] = []
        self.leaves = False

    def begin_fresh(self, work: Any, leaves: bool) -> None:
        """Starts a run from the beginning."""
        self._prepare(None, leaves)
        if not leaves:
            return self.begin(work)
        source = self.request.code.source
        theirs = self.host.sessions.registration(self.session, source, lambda: self.run.token if self.run else b"")
        try:
            self.result = self.failure = None
            self.run = self.host.start_run(work, self.request.limits, self.on_message, self.ended, theirs)
        finally:
            theirs.close()
        return self._name_text()

    def begin_woken(self, snapshot: Snapshot, leaves: bool, more: dict[str, Any]) -> None:
        """Lets a snapshot go on with this text; raises OSError where it is gone."""
        self._prepare(snapshot, leaves)
        self.wakings += 1
        self.result = self.failure = None
        code = self.request.code
        request = {
            "source": code.source,
            "file": code.file,
            "allowed": sorted(code.allowed_imports),
            "folder": str(self.folder),
            "store": str(self.session.store(self.host.scratch)),
            "scenes": self.session.scenes,
            "leaves": leaves,
            "layout": list(self.request.layout),
            **more,
        }
        run = self.host.sessions.wake(self.session, snapshot, request, self.request.limits, self.on_message, self.ended)
        self.run = self.host.watch(run)
        self._name_text()

    def _prepare(self, snapshot: Snapshot | None, leaves: bool) -> None:
        self.snapshot, self.word, self.leaves = snapshot, {}, leaves
        self.folder = self.host.scratch / f".check-{secrets.token_hex(8)}"

    def _name_text(self) -> None:
        assert self.run
        self.run.ending.text = SourceText(self.request.code.source, self.request.code.file)

    def on_message(self, message: dict[str, Any]) -> None:
        match message:
            case {"kind": "anew" | "stale" | "unreadable" | "elsewhere"}:
                self.word = message
                if self.run:
                    self.run.allow_to_leave()
            case {"kind": "lines", "hops": list(hops)} if self.run and _are_hops(hops):
                self.run.ending.hops = hops
            # A run that leaves nothing may be of an older text than the snapshots.
            case {"kind": "scenes", "scenes": list(scenes)} if self.leaves:
                names = [str(scene.get("name")) for scene in scenes if isinstance(scene, dict)]
                self.session.scenes = names[: check.SCENES_LIMIT]
            case _:
                super().on_message(message)

    def sweep(self) -> None:
        """Removes the files of the run that has ended, but for the texts it has set."""
        if not self.folder.exists():
            return
        if self.result is not None and not self.cancelled and self.host.sessions.holds(self.session):
            # On a full disk nothing is kept.
            with contextlib.suppress(OSError):
                keep(self.folder, self.session.store(self.host.scratch))
        self.host.remove_folder(self.folder)

    def never_started(self) -> bool:
        """Whether the snapshot was gone."""
        lost = isinstance(self.run, WokenRun) and self.run.lost
        if lost and self.snapshot:
            self.host.sessions.end(self.session, self.snapshot)
        return lost

    def is_stale(self) -> bool:
        """Whether the snapshot did not fit; it has told what may."""
        match self.word:
            case {"kind": "stale", "valid": int(valid)} if self.snapshot:
                self.refused.append((self.snapshot.source, min(valid, self.snapshot.note.steps - 1)))
                return True
        return False


def is_problem(value: Any) -> bool:
    """Whether a process has told something of a problem's shape."""
    return isinstance(value, dict) and isinstance(value.get("code"), str) and isinstance(value.get("message"), str)


def _are_hops(hops: list[Any]) -> bool:
    return all(
        isinstance(hop, list)
        and all(isinstance(part, list) and len(part) == 3 and all(isinstance(one, int) for one in part) for part in hop)
        for hop in hops
    )
