"""Limits that the operating system keeps on a run, and ties that end a run with its worker. POSIX only."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys

from .messages import Limits

# Room for reporting once a scene has hit its memory limit.
RESERVE = 64 * 1024 * 1024
OPEN_FILES = 512
FURTHER_PROCESSES = 1024
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _M_ARENA_MAX = 1, 36, -8


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def prepare_worker() -> None:
    """Once in the worker: adopts strays of a run so that they can be ended, and keeps threads from reserving memory.

    Each thread of an encoder would otherwise reserve 64 MiB of address space, which counts under the memory limit.
    """
    libc = _libc()
    if libc:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        with contextlib.suppress(AttributeError):  # musl has no mallopt
            libc.mallopt(_M_ARENA_MAX, 1)


def end_with_worker(worker: int) -> None:
    """Once in a run: the kernel ends it when the worker is gone."""
    libc = _libc()
    if libc:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != worker:
        os._exit(1)


def limit_run(limits: Limits) -> None:
    """Sets the limits of this process and of all it starts."""
    # The wall clock is the worker's; processor time only bounds a run that escaped it, on every core there is.
    processor = int(limits.seconds * min(os.cpu_count() or 1, 64)) + 5
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_FSIZE, limits.file_size, limits.file_size)
    _limit(resource.RLIMIT_CPU, processor, processor + 5)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)
    if sys.platform == "linux":
        memory = _address_space() + limits.memory
        _limit(resource.RLIMIT_AS, memory, memory + RESERVE)
        if os.geteuid() != 0:
            processes = _tasks_of_user() + FURTHER_PROCESSES
            _limit(resource.RLIMIT_NPROC, processes, processes)


def open_memory_reserve() -> None:
    """Lets a process that has hit its memory limit allocate what its report needs."""
    if sys.platform == "linux":
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _limit(kind: int, soft: int, hard: int) -> None:
    allowed = resource.getrlimit(kind)[1]
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (soft, hard))


def _address_space() -> int:
    with open("/proc/self/statm", "rb") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


def _tasks_of_user() -> int:
    """Threads that this user has now; the limit counts those of all their programs."""
    user, count = os.getuid(), 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if entry.stat().st_uid == user:
                    count += len(os.listdir(f"{entry.path}/task"))
    return count
