"""What the worker keeps of documents, by itself: what it is told of, which runs leave snapshots, which of them stay."""

import errno
import os
import selectors
import subprocess
import types
from pathlib import Path

import pytest

from manim_video_worker.checkpoints import control, notes
from manim_video_worker.checkpoints.frame_task import FrameTask
from manim_video_worker.checkpoints.session import Session, Snapshot
from manim_video_worker.checkpoints.sessions import Sessions
from manim_video_worker.family import Family
from manim_video_worker.loop import Worker
from manim_video_worker.messages import Frame, Keeping, Limits, SceneCode
from manim_video_worker.outcome import Ending

GOOD = {
    "kind": "snapshot",
    "token": "t ",
    "pid": 7,
    "scene": "Toy",
    "steps": 3,
    "seconds": 0.5,
    "stretches": [[1, 2]],
    "line": 4,
}


def test_notes_are_looked_at():
    note = notes.read_note(GOOD, b"t ")
    assert note
    assert (note.pid, note.steps, note.stretches) == (7, 3, [(1, 2)])
    for wrong in ({"token": "x"}, {"pid": 1}, {"pid": "7"}, {"stretches": 1}, {"seconds": "1"}, {"kind": "other"}):
        assert notes.read_note({**GOOD, **wrong}, b"t ") is None
    assert notes.read_note(None, b"t ") is None


def test_notes_with_numbers_beyond_a_float():
    note = notes.read_note({**GOOD, "seconds": 10**400}, b"t ")
    assert note
    assert note.seconds == 600


def test_messages_carry_descriptors():
    ours, theirs = control.pair()
    read, write = os.pipe()
    control.send(ours, {"a": 1}, [write])
    message, (passed,) = control.receive(theirs)
    os.write(passed, b"through")
    assert (message, os.read(read, 10)) == ({"a": 1}, b"through")
    ours.send(b"no json")
    assert control.receive(theirs) == (None, [])
    ours.close()
    with pytest.raises(EOFError):
        control.receive(theirs)
    for descriptor in (read, write, passed):
        os.close(descriptor)
    assert control.from_file(control.as_file({"source": "é" * 300_000})) == {"source": "é" * 300_000}


class Host:
    """Of a task by itself: notes whether the run it starts may leave snapshots."""

    def __init__(self, tmp_path, possible: bool) -> None:
        self.scratch, self.tasks = tmp_path, {}
        self.sessions = Sessions(selectors.DefaultSelector(), lambda _: False)
        self.sessions.possible = possible
        self.leaves: list[bool] = []

    def start_run(self, work, limits, on_message, on_end, registration=None):
        self.leaves.append(registration is not None)
        return types.SimpleNamespace(ending=types.SimpleNamespace(text=None), token=b"t ")


def frame_request(memory: int = 1 << 30, file: str = "a.py") -> Frame:
    code = SceneCode("x = 1\n", file, frozenset())
    return Frame("1", code, Limits(1, 1, 1, 1), 1, "low", "run", (), Keeping("a", memory))


def test_a_frame_leaves_snapshots_only_where_they_are_of_use(tmp_path):
    for possible, memory, leaves in ((True, 1 << 30, True), (False, 1 << 30, False), (True, 0, False)):
        host = Host(tmp_path, possible)
        FrameTask(host, frame_request(memory)).start()
        assert host.leaves == [leaves]
    host = Host(tmp_path, True)
    FrameTask(host, frame_request())
    # Under another name it is of no session.
    FrameTask(host, frame_request(file="b.py")).start()
    assert host.leaves == [False]


def test_scenes_of_a_run_that_leaves_nothing_are_not_those_of_the_session(tmp_path):
    told = {"kind": "scenes", "scenes": [{"name": "Old"}], "rest": []}
    for possible, names in ((True, ["Old"]), (False, [])):
        task = FrameTask(Host(tmp_path, possible), frame_request())
        task.start()
        task.on_message(told)
        assert task.session.scenes == names


def test_messages_without_end_do_not_hold_the_worker():
    sessions = Sessions(selectors.DefaultSelector(), lambda _: False)
    theirs = sessions.registration(Session("a", ()), "", lambda: b"t ")
    (ours,) = sessions._ends
    sent = 0

    def again(message, token):
        nonlocal sent
        sent += 1
        control.send(theirs, {}, [])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("manim_video_worker.checkpoints.sessions.read_note", again)
        control.send(theirs, {}, [])
        sessions._ready(ours)
    assert sent == 1000


def test_a_descriptor_that_is_no_socket_is_closed_again():
    sessions = Sessions(selectors.DefaultSelector(), lambda _: False)
    session = sessions.sessions["a"] = Session("a", ())
    theirs = sessions.registration(session, "", lambda: b"t ")
    read, write = os.pipe()
    control.send(theirs, GOOD, [write])
    before = set(os.listdir("/proc/self/fd"))
    sessions.drain()
    assert set(os.listdir("/proc/self/fd")) == before
    assert session.all() == []
    for descriptor in (read, write):
        os.close(descriptor)


def test_a_run_without_a_process_has_no_memory(tmp_path, monkeypatch):
    requests, answers = os.pipe()
    worker = Worker(tmp_path, requests, answers)
    ended = []
    run = types.SimpleNamespace(pid=0, limits=Limits(1, 1, 1, 1), shares=1, end=ended.append)
    worker.runs = [run]
    monkeypatch.setattr("manim_video_worker.loop.families", lambda pids, *_: {pid: Family(9999, 9999) for pid in pids})
    worker._watch_memory()
    assert ended == []
    run.pid = 5
    worker._watch_memory()
    assert ended == ["memory"]
    for descriptor in (requests, answers):
        os.close(descriptor)


def test_a_run_that_is_there_before_it_was_told_of_is_no_stray(tmp_path, monkeypatch):
    requests, answers = os.pipe()
    worker = Worker(tmp_path, requests, answers)
    # Its real children are others' of this test's process.
    child = subprocess.Popen(["sleep", "60"])
    (tmp_path / "children").write_text(f"{child.pid} ")
    monkeypatch.setattr("manim_video_worker.loop._CHILDREN", str(tmp_path / "children"))
    worker.runs = [types.SimpleNamespace(pid=0, is_awaited=True)]
    worker._end_strays()
    assert child.poll() is None
    worker.runs = [types.SimpleNamespace(pid=0, is_awaited=False)]
    worker._end_strays()
    assert not Path(f"/proc/{child.pid}").exists()
    for descriptor in (requests, answers):
        os.close(descriptor)


def test_a_next_run_that_cannot_be_started_fails_its_own_request(tmp_path):
    host = Host(tmp_path, True)
    answers = []
    host.finish = lambda task, answer: answers.append(answer)
    host.remove_folder = lambda _: None
    task = FrameTask(host, frame_request())
    host.tasks[task.id] = task
    task.start()

    def full(*_):
        raise BlockingIOError(errno.EAGAIN, "no more processes")

    host.start_run = full
    task.word = {"kind": "anew"}
    task.ended(Ending(0))
    assert [(answer["type"], answer["problem"]["code"]) for answer in answers] == [("failed", "internal-error")]


@pytest.fixture
def sessions():
    made = Sessions(selectors.DefaultSelector(), lambda _: False)
    made.test_ends = []
    yield made
    made.close()
    for end in made.test_ends:
        end.close()


def leave(sessions: Sessions, name: str, used: float, *states: tuple[int, float], stale: bool = False) -> Session:
    """Snapshots of a MB each, after so many statements and seconds since the one before."""
    session = sessions.sessions.setdefault(name, Session(name, (), used=used))
    for steps, seconds in states:
        ours, theirs = control.pair()
        sessions.test_ends.append(theirs)
        pid = 10_000 + len(sessions.test_ends)
        note = notes.Note(pid, "A", steps, seconds, [], 0)
        found = session.snapshots.setdefault("A", [])
        found.append(Snapshot(note, pid, ours, "", 0.0, memory=1 << 20, stale=stale))
        found.sort(key=lambda one: one.note.steps)
    return session


def left(sessions: Sessions, bound: int, session: Session) -> list[int]:
    """After how many statements those are that are left within so many MB."""
    sessions.bound = bound << 20
    sessions.thin()
    return [snapshot.note.steps for snapshot in session.all()]


def test_thinning_keeps_what_most_edits_would_wait_for(sessions):
    # Behind the second are ten statements, behind the third is one; the older document's lie far apart.
    older = leave(sessions, "older", 1.0, (0, 0.1), (5, 0.5), (10, 0.5))
    newer = leave(sessions, "newer", 2.0, (0, 0.1), (1, 0.3), (11, 0.5), (12, 0.2))
    for bound, of_older, of_newer in ((7, [0, 5, 10], [0, 1, 11, 12]), (6, [0, 5], [0, 1, 11, 12]),
                                      (5, [0], [0, 1, 11, 12]), (3, [], [0, 1, 11]), (2, [], [1, 11])):  # fmt: skip
        assert (left(sessions, bound, older), left(sessions, bound, newer)) == (of_older, of_newer)
    # What an ended one saved is the next one's to save.
    assert [round(snapshot.note.seconds, 1) for snapshot in newer.all()] == [0.4, 0.5]


def test_snapshots_of_an_older_text_do_not_stand_in_for_those_of_the_newest(sessions):
    session = leave(sessions, "a document", 1.0, (0, 0.1), (10, 0.2), (20, 0.2))
    leave(sessions, "a document", 1.0, (11, 0.2), stale=True)
    # Edits of ten statements would wait for what the second has done: the third, of the older text, is none of theirs.
    assert left(sessions, 3, session) == [0, 10, 20]
    assert [snapshot.note.seconds for snapshot in session.all()] == [0.1, 0.2, 0.2]
