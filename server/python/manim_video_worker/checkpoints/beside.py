"""Forks a process whose parent is this one's own parent. Linux only.

A continuation has to be the worker's child, not its snapshot's. Without this it is forked twice, and the one between
ends: a second copy of all page tables, for which an answer waits.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys

_CLONE_PARENT, _CLONE_CHILD_CLEARTID, _CLONE_CHILD_SETTID = 0x8000, 0x200000, 0x1000000
_PR_GET_TID_ADDRESS = 40
# The number of clone(2), and where it takes the address of the child's number and its thread storage (which stays).
_CALLS = {"x86_64": (56, ("tid", "tls")), "aarch64": (220, ("tls", "tid"))}


class Beside:
    """What the machine needs for it. `possible` is False where it has not got it."""

    def __init__(self) -> None:
        self._address = ctypes.c_void_p()
        self._call = _CALLS.get(platform.machine())
        if sys.platform == "linux" and sys.implementation.name == "cpython" and self._call:
            # PyDLL keeps Python's lock, without which nothing may be between the two halves of a fork.
            self._libc = ctypes.PyDLL(None, use_errno=True)
            # Where the C library keeps this thread's number, which its own fork lets the kernel write.
            self._libc.prctl(_PR_GET_TID_ADDRESS, ctypes.byref(self._address), 0, 0, 0)

    @property
    def possible(self) -> bool:
        """Whether `fork` may be called."""
        return bool(self._address.value)

    def fork(self) -> int:
        """As os.fork, for a process with one thread; raises OSError."""
        assert self._call
        number, order = self._call
        flags = _CLONE_PARENT | _CLONE_CHILD_SETTID | _CLONE_CHILD_CLEARTID | signal.SIGCHLD
        last = {"tid": self._address, "tls": ctypes.c_void_p()}
        arguments = [ctypes.c_long(number), ctypes.c_long(flags), ctypes.c_void_p(), ctypes.c_void_p()]
        python = ctypes.pythonapi
        python.PyOS_BeforeFork()
        pid: int = self._libc.syscall(*arguments, *(last[name] for name in order))
        if pid == 0:
            python.PyOS_AfterFork_Child()
            return 0
        error = ctypes.get_errno()
        python.PyOS_AfterFork_Parent()
        if pid < 0:
            raise OSError(error, os.strerror(error))
        return pid
