"""Problems as the contract's WorkerProblem, and the exception that carries them out of a handler."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Problem = dict[str, Any]

MESSAGE_LIMIT = 1000


def clip(text: str, limit: int = MESSAGE_LIMIT) -> str:
    """Keeps a message readable and small; the rest adds nothing for its reader."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def problem(code: str, message: str, span: Mapping[str, int] | None = None, **more: Any) -> Problem:
    """A problem; keywords that are None or empty are left out."""
    made: Problem = {"code": code, "message": clip(message)}
    if span:
        made.update(span)
    made.update({key: value for key, value in more.items() if value not in (None, [], "")})
    return made


class Failed(Exception):
    """Ends a request with these problems; the first is the one that counts."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0]["message"])
        self.problems = list(problems)


def problem_of_os_error(error: OSError, doing: str) -> Problem | None:
    """A problem of the machine rather than of the scene; None when this error is neither."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return problem("disk-full", f"No space is left while {doing}.")
    if error.errno == errno.EROFS:
        return problem("disk-read-only", f"The folder cannot be written while {doing}.")
    if error.errno == errno.EFBIG:
        return problem("scene-output", f"A file grew beyond its allowed size while {doing}.")
    return None
