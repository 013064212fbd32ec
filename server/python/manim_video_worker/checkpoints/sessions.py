"""What the worker keeps of all documents: their snapshots are woken, ended and held within a bound of memory."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ..messages import Check, Frame, Limits
from ..outcome import Ending
from . import control
from .notes import Note, read_note
from .session import Session, Snapshot
from .woken import WokenRun

# Over all sessions, whatever their memory: each is a process and a descriptor.
SNAPSHOTS_LIMIT = 200
# Assumed of one until it has been measured, which waits until its pages have parted from its parent's.
_ASSUMED_MEMORY = 20 << 20
_MEASURE_AFTER = 0.5
# Seconds that the start of a run costs before its first statement.
_LOADING = 0.3
# How much less a snapshot of an older text is worth.
_STALE = 16
# More than a socket holds at once: a stranger that tells without end is left for the next turn.
_MESSAGES_AT_ONCE = 1000


class Sessions:
    """All sessions of a worker."""

    def __init__(self, selector: selectors.BaseSelector, is_known: Callable[[int], bool]) -> None:
        self.selector = selector
        self.is_known = is_known
        self.sessions: dict[str, Session] = {}
        self.bound = 0
        # The worker has to become the parent of what its children fork.
        self.possible = sys.platform == "linux"
        self._ends: dict[int, Callable[[], None]] = {}

    def of(self, request: Check | Frame) -> Session:
        """The session of a request; what it kept for other conditions is ended."""
        assert request.keep
        # The wall clock and what is printed are watched from outside; the rest is fixed once a process has started.
        key = (request.code.file, request.code.allowed_imports, request.limits.memory, request.limits.file_size)
        session = self.sessions.get(request.keep.session)
        if isinstance(request, Frame):
            if session and session.key[: len(key)] != key:
                # Of no use, and not to be disturbed: this run leaves nothing.
                return Session(request.keep.session, key)
            whole: tuple[Any, ...] = (*key, (), None)
        else:
            whole = (*key, request.layout, request.scenes)
            if session and session.key != whole and session.all():
                self.forget(session.name)
                session = None
        self.bound = request.keep.memory
        if session is None:
            session = self.sessions[request.keep.session] = Session(request.keep.session, whole)
        session.key, session.used = whole if isinstance(request, Check) else session.key, time.monotonic()
        return session

    def forget(self, name: str) -> None:
        """Ends all snapshots of a session."""
        session = self.sessions.pop(name, None)
        if session is None:
            return
        for snapshot in session.all():
            self.end(session, snapshot)
        if session.folder:
            shutil.rmtree(session.folder, ignore_errors=True)

    def holds(self, session: Session) -> bool:
        """Whether it has not been forgotten."""
        return self.sessions.get(session.name) is session

    def close(self) -> None:
        """Ends everything; the worker is ending."""
        for name in list(self.sessions):
            self.forget(name)

    def pids(self) -> set[int]:
        """Processes that are snapshots."""
        return {snapshot.pid for session in self.sessions.values() for snapshot in session.all()}

    def registration(self, session: Session, source: str, token: Callable[[], bytes]) -> socket.socket:
        """An end on which a run of this text tells of its snapshots; to be closed here once the run has it."""
        ours, theirs = control.pair()
        ours.setblocking(False)

        def take() -> None:
            message, descriptors = control.receive(ours)
            note = read_note(message, token())
            if note is None or len(descriptors) != 1 or self.sessions.get(session.name) is not session:
                return control.close_all(descriptors)
            try:
                end = socket.socket(fileno=descriptors[0])
            except OSError:
                return control.close_all(descriptors)
            return self._add(session, source, note, end)

        self._watch(ours, take)
        return theirs

    def _add(self, session: Session, source: str, note: Note, end: socket.socket) -> None:
        if self.is_known(note.pid) or note.pid in self.pids():
            return end.close()
        end.setblocking(False)
        snapshot = Snapshot(note, note.pid, end, source, time.monotonic())
        found = session.snapshots.setdefault(note.scene, [])
        for same in [other for other in found if other.note.steps == note.steps and other.source == source]:
            self.end(session, same)
        found.append(snapshot)
        found.sort(key=lambda one: one.note.steps)
        self._watch(end, lambda: self._hear(session, snapshot), lambda: self.end(session, snapshot))
        return self.thin()

    def _hear(self, session: Session, snapshot: Snapshot) -> None:
        message, descriptors = control.receive(snapshot.control)
        control.close_all(descriptors)
        pid = (message or {}).get("pid")
        if snapshot.waking and isinstance(pid, int) and pid > 1 and not self.is_known(pid) and pid not in self.pids():
            snapshot.waking.pop(0).adopt(pid)

    def wake(
        self,
        session: Session,
        snapshot: Snapshot,
        request: dict[str, Any],
        limits: Limits,
        on_message: Callable[[dict[str, Any]], None],
        on_end: Callable[[Ending], None],
    ) -> WokenRun:
        """Lets a snapshot fork a run that goes on from it; raises OSError where it is gone."""
        token = b""
        theirs = self.registration(session, request["source"], lambda: token)
        try:
            run = WokenRun(snapshot.control, request, theirs, limits, self.selector, on_message, on_end)
        finally:
            theirs.close()
        token = run.token
        snapshot.waking.append(run)
        return run

    def end(self, session: Session, snapshot: Snapshot) -> None:
        """Ends one snapshot; what it saved falls to the next."""
        found = session.snapshots.get(snapshot.note.scene, [])
        if snapshot in found:
            following = session.following(snapshot)
            if following:
                following.note.seconds += snapshot.note.seconds
            found.remove(snapshot)
        for run in snapshot.waking:
            run.lose()
        self._ends.pop(snapshot.control.fileno(), None)
        with contextlib.suppress(KeyError, ValueError):
            self.selector.unregister(snapshot.control.fileno())
        # It ends as its socket does; should it not, as a process that the worker does not know.
        snapshot.control.close()

    def went_on_from(self, session: Session, used: Snapshot, source: str) -> None:
        """A newer text goes on from a snapshot: those after it are of an older one now."""
        for snapshot in session.snapshots.get(used.note.scene, []):
            snapshot.stale = snapshot.source != source and snapshot.note.steps > used.note.steps

    def end_scene(self, session: Session, scene: str) -> None:
        """Ends the snapshots of a scene that runs anew."""
        for snapshot in list(session.snapshots.get(scene, [])):
            self.end(session, snapshot)

    def thin(self) -> None:
        """Ends those that save least for their memory, until the rest is within the bound."""
        while True:
            kept = [(session, snapshot) for session in self.sessions.values() for snapshot in session.all()]
            memory = sum(snapshot.memory or _ASSUMED_MEMORY for _, snapshot in kept)
            if memory <= self.bound and len(kept) <= SNAPSHOTS_LIMIT:
                return
            ended = min(
                (pair for pair in kept if not pair[1].waking), key=lambda pair: self._worth(*pair), default=None
            )
            if ended is None:
                return
            self.end(*ended)

    def _worth(self, session: Session, snapshot: Snapshot) -> float:
        newer = sum(other.used > session.used for other in self.sessions.values())
        steps, following = snapshot.note.steps, session.following(snapshot)
        # An edit of any statement up to the next snapshot would have to wait for what this one has done.
        edits = max(1, following.note.steps - steps) if following else 1
        saved = edits * (snapshot.note.seconds + (_LOADING if steps == 0 else 0.0))
        return saved / (snapshot.memory or _ASSUMED_MEMORY) / (1 + newer) ** 3 / (_STALE if snapshot.stale else 1)

    def measure(self) -> bool:
        """Measures one snapshot whose memory is not known yet; answers whether there are more, now or soon."""
        unknown = [one for session in self.sessions.values() for one in session.all() if one.memory is None]
        ripe = [one for one in unknown if time.monotonic() - one.made > _MEASURE_AFTER]
        if ripe:
            ripe[0].memory = own_share(ripe[0].pid)
            self.thin()
        return bool(unknown)

    def drain(self) -> None:
        """Takes all that has been told: a process that became the worker's child was told of before."""
        for descriptor in list(self._ends):
            self._ready(descriptor)

    def _watch(self, end: socket.socket, take: Callable[[], None], gone: Callable[[], None] | None = None) -> None:
        descriptor = end.fileno()

        def ready() -> None:
            try:
                for _ in range(_MESSAGES_AT_ONCE):
                    if descriptor not in self._ends:
                        break
                    take()
            except BlockingIOError:
                pass
            except (EOFError, OSError):
                if self._ends.pop(descriptor, None):
                    self.selector.unregister(descriptor)
                    if gone:
                        gone()
                    end.close()

        self._ends[descriptor] = ready
        self.selector.register(descriptor, selectors.EVENT_READ, self._ready)

    def _ready(self, descriptor: int) -> None:
        ready = self._ends.get(descriptor)
        if ready:
            ready()


def own_share(pid: int) -> int:
    """Bytes of a process, each page divided by those that share it."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return _ASSUMED_MEMORY


def end_children(pids: Iterable[int]) -> None:
    """Ends children of the worker and takes their ends."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
