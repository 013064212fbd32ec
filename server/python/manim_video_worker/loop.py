"""The worker's event loop: requests in, answers out, runs watched; it never waits for any of them alone."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import time
from pathlib import Path
from typing import Any

from .checkpoints.sessions import Sessions, end_children
from .checkpoints.tasks import any_task_for
from .child import Work
from .family import PROCESSES_LIMIT, families, own_memory
from .hello import hello
from .messages import Cancel, Forget, Hello, Limits, Request, write_line
from .problems import problem
from .requests import READ_SIZE, BadRequest, RequestReader
from .run import Run
from .tasks import Task

TASKS_LIMIT = 64
# How often the memory of runs is looked at: the kernel's own limit is for each of their processes alone.
WATCH_SECONDS = 0.5
# Between looks at the memory of one snapshot after another, while nothing else is to be done.
MEASURE_SECONDS = 0.1
_CHILDREN = f"/proc/self/task/{os.getpid()}/children"


class Worker:
    """Serves requests until the backend closes the stream."""

    def __init__(self, scratch: Path, requests: int, answers: int) -> None:
        self.scratch = scratch
        self.requests = requests
        self.answers = answers
        self.selector = selectors.DefaultSelector()
        self.reader = RequestReader()
        self.tasks: dict[str, Task] = {}
        self.runs: list[Run] = []
        self.sessions = Sessions(self.selector, self._is_known)
        self.sweepers: set[int] = set()
        self.unsent = bytearray()
        self.open = True
        self.watched = 0.0
        self.measuring = False
        self.own_memory = own_memory()

    def serve(self) -> None:
        """Runs until the end of the requests, then ends every process it started."""
        os.set_blocking(self.requests, False)
        os.set_blocking(self.answers, False)
        self.selector.register(self.requests, selectors.EVENT_READ, self._read_requests)
        self._watch_signals()
        self.send({"type": "ready"})
        try:
            while self.open:
                self._turn()
        finally:
            self.sessions.close()
            for run in self.runs:
                run.abandon()
            self.runs.clear()
            self._end_strays()

    def start_run(self, work: Work, limits: Limits, on_message: Any, on_end: Any, registration: Any = None) -> Run:
        """Forks a run and watches it."""
        return self.watch(Run(work, limits, self.selector, on_message, on_end, registration))

    def watch(self, run: Run) -> Run:
        """Watches a run that has started."""
        self.runs.append(run)
        return run

    def send(self, answer: dict[str, Any]) -> None:
        """Sends an answer, in the background where the backend does not read."""
        self.unsent += write_line(answer)
        self._write_answers(self.answers)

    def finish(self, task: Task, answer: dict[str, Any]) -> None:
        """Sends a task's last answer."""
        del self.tasks[task.id]
        self.send(answer)

    def remove_folder(self, folder: Path) -> None:
        """Removes what a failed run left, in a process of its own: it may be a great deal."""
        pid = os.fork()
        if pid == 0:
            with contextlib.suppress(BaseException):
                shutil.rmtree(folder, ignore_errors=True)
            os._exit(0)
        self.sweepers.add(pid)

    def _is_known(self, pid: int) -> bool:
        return pid in self.sweepers or any(pid == run.pid for run in self.runs)

    def _turn(self) -> None:
        now = time.monotonic()
        wait = min([run.deadline - now for run in self.runs], default=60.0)
        if self.runs:
            wait = min(wait, WATCH_SECONDS)
        events = self.selector.select(max(0.0, min(wait, MEASURE_SECONDS if self.measuring else 60.0)))
        for key, _ in events:
            # An earlier event of this turn may have closed it.
            if key.fd in self.selector.get_map():
                key.data(key.fd)
        now = time.monotonic()
        for run in list(self.runs):
            run.check_deadline(now)
        if any(run.lost for run in self.runs):
            self._reap_runs()
        # It takes some milliseconds, for which an answer would wait.
        self.measuring = bool(events) or self.sessions.measure()
        if self.runs and now - self.watched >= WATCH_SECONDS:
            self.watched = now
            self._watch_memory()

    def _watch_memory(self) -> None:
        # One that a snapshot has still to fork has no number yet, and 0 is the session of the kernel's own threads.
        started = [run for run in self.runs if run.pid]
        # A snapshot that has not been told of yet would count as a child of its run.
        self.sessions.drain()
        found = families({run.pid for run in started}, self.own_memory, self.sessions.pids())
        for run in started:
            family = found[run.pid]
            if family.memory > run.limits.memory * run.shares or family.processes > PROCESSES_LIMIT:
                run.end("memory")

    def _watch_signals(self) -> None:
        wake_end, wake_start = os.pipe()
        for descriptor in (wake_end, wake_start):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(wake_start, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: self._close())
        # A terminal's Ctrl+C reaches the whole group: it is the backend that decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.selector.register(wake_end, selectors.EVENT_READ, self._reap)

    def _close(self) -> None:
        self.open = False

    def _reap(self, wake: int) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(wake, 4096)
        self.sessions.drain()
        self._reap_runs()
        for pid in list(self.sweepers):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self.sweepers.discard(pid)
        self._end_strays()

    def _reap_runs(self) -> None:
        for run in list(self.runs):
            # Telling of an end may start the next run of the same task.
            if run.reap():
                self.runs.remove(run)

    def _end_strays(self) -> None:
        """Ends processes that left their run's group: orphans come to the worker (see limits.prepare_worker)."""
        with contextlib.suppress(OSError):
            children = set(map(int, Path(_CHILDREN).read_text().split()))
            # A snapshot is told of before it becomes a child, a run that one has forked just after.
            self.sessions.drain()
            if any(run.is_awaited for run in self.runs):
                return
            ours = {run.pid for run in self.runs} | self.sweepers | self.sessions.pids()
            end_children(children - ours)

    def _read_requests(self, descriptor: int) -> None:
        with contextlib.suppress(BlockingIOError):
            data = os.read(descriptor, READ_SIZE)
            if not data:
                return self._close()
            for request in self.reader.feed(data):
                self._take(request)
        return None

    def _take(self, request: Request | BadRequest) -> None:
        match request:
            case BadRequest():
                self._refuse(request.id, str(request))
            case Hello():
                self.send({"id": request.id, "type": "done", "result": hello()})
            case Cancel():
                task = self.tasks.get(request.target)
                self.send({"id": request.id, "type": "done", "result": None})
                if task:
                    task.cancel()
            case Forget():
                self.sessions.forget(request.session)
                self.send({"id": request.id, "type": "done", "result": None})
            case _ if request.id in self.tasks:
                self._refuse(request.id, "A request with this id is still running.")
            case _ if len(self.tasks) >= TASKS_LIMIT:
                self._refuse(request.id, f"More than {TASKS_LIMIT} requests at once.")
            case _:
                self._start(any_task_for(self, request))

    def _start(self, task: Task) -> None:
        self.tasks[task.id] = task
        try:
            task.start()
        except OSError as error:
            task.not_started(error)

    def _refuse(self, request_id: str, message: str) -> None:
        self.send({"id": request_id, "type": "failed", "problem": problem("internal-error", message)})

    def _write_answers(self, descriptor: int) -> None:
        try:
            while self.unsent:
                del self.unsent[: os.write(descriptor, self.unsent)]
        except BlockingIOError:
            pass
        except OSError:
            return self._close()
        waiting = descriptor in self.selector.get_map()
        if self.unsent and not waiting:
            self.selector.register(descriptor, selectors.EVENT_WRITE, self._write_answers)
        elif waiting and not self.unsent:
            self.selector.unregister(descriptor)
        return None
