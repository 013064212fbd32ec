"""Requests as they arrive: bytes from the backend cut into lines within a bound."""

from __future__ import annotations

from collections.abc import Iterator

from .messages import LINE_LIMIT, BadRequest, Request, read_request

READ_SIZE = 256 * 1024


class RequestReader:
    """Turns pieces of the stream into requests, and what is none into the answer that says so."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> Iterator[Request | BadRequest]:
        """All requests that this piece completes."""
        *ended, rest = data.split(b"\n")
        for piece in ended:
            if self._skipping:
                self._skipping = False
                continue
            line, self._line = bytes(self._line) + piece, bytearray()
            if len(line) > LINE_LIMIT:
                yield too_long()
            elif line.strip():
                yield parse(line)
        if not self._skipping:
            self._line += rest
            if len(self._line) > LINE_LIMIT:
                self._line, self._skipping = bytearray(), True
                yield too_long()


def parse(line: bytes) -> Request | BadRequest:
    """One line as a request, or what is wrong with it."""
    try:
        return read_request(line)
    except BadRequest as bad:
        return bad


def too_long() -> BadRequest:
    """For a line beyond the bound, whose id is not known."""
    return BadRequest("", f"A request is longer than {LINE_LIMIT} bytes.")
