"""Small messages with open descriptors over the private sockets between the worker, runs and snapshots. Linux only."""

from __future__ import annotations

import array
import contextlib
import json
import os
import socket
import tempfile
from typing import Any

MESSAGE_LIMIT = 128 * 1024
_DESCRIPTORS_LIMIT = 4


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends that keep messages apart, and tell when the other end is gone."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(end: socket.socket, message: dict[str, Any], descriptors: list[int]) -> None:
    """Sends one message; raises OSError where nobody is left to take it."""
    data = json.dumps(message, separators=(",", ":")).encode("ascii")
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else []
    end.sendmsg([data], rights, socket.MSG_NOSIGNAL)


def receive(end: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next message and the descriptors that came with it; None for one that cannot be read.

    Raises EOFError once the other end is gone, BlockingIOError where the socket does not wait.
    """
    room = socket.CMSG_SPACE(_DESCRIPTORS_LIMIT * array.array("i").itemsize)
    data, rights, _, _ = end.recvmsg(MESSAGE_LIMIT, room, socket.MSG_CMSG_CLOEXEC)
    descriptors = array.array("i")
    for level, kind, content in rights:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(content[: len(content) - len(content) % descriptors.itemsize])
    if not data and not descriptors:
        raise EOFError
    try:
        message = json.loads(data)
    except (ValueError, RecursionError):
        message = None
    return (message if isinstance(message, dict) else None), list(descriptors)


def close_all(descriptors: list[int]) -> None:
    """Closes descriptors that are not wanted."""
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def as_file(message: dict[str, Any]) -> int:
    """A message too long for a socket, as a descriptor of a file that has no name."""
    with tempfile.TemporaryFile() as content:
        content.write(json.dumps(message).encode("ascii"))
        content.flush()
        return os.dup(content.fileno())


def from_file(descriptor: int) -> dict[str, Any]:
    """The message of such a file, which is closed."""
    with open(descriptor, "rb") as content:
        content.seek(0)
        message = json.load(content)
    if not isinstance(message, dict):
        raise TypeError("a message is not an object")
    return message
