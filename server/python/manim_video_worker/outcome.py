"""How the end of a run's process becomes a problem when the run could not tell one itself."""

from __future__ import annotations

import os
import re
import signal
from dataclasses import dataclass, field
from typing import Any

from .checkpoints.lines import translated
from .problems import Problem, problem
from .source_text import SourceText

OUTPUT_KEPT = 16 * 1024
# Stands before the frames in what faulthandler prints.
DUMP_MARK = b"most recent call first"
# What C libraries, Rust and the kernel say before they give up for want of memory.
_OUT_OF_MEMORY = re.compile(
    r"MemoryError|out of memory|bad_alloc|failed to allocate|cannot allocate|memory allocation of", re.IGNORECASE
)


@dataclass
class Ending:
    """All that the worker knows of a process that is gone."""

    # From os.waitpid.
    status: int
    # Why the worker ended it, if it did: "timeout", "output", "memory", "cancelled", "garbage".
    ended_for: str | None = None
    output: bytes = b""
    seconds: float = 0
    output_limit: int = 0
    # What the run told before: the scene it was in, the line that called os._exit, a MemoryError.
    scene: str | None = None
    exit_line: int | None = None
    # Lines that it prints may be of earlier texts (see checkpoints/lines.py).
    hops: list[Any] = field(default_factory=list)
    text: SourceText | None = field(default=None)


def problem_of_ending(ending: Ending) -> Problem:
    """The problem for a run that gave neither result nor problem."""
    output = ending.output.decode("utf-8", "replace")
    printed = _line_in(output, ending.text)
    line = ending.exit_line or (translated(ending.hops, printed) if printed else None)
    code, message = _code_and_message(ending, output)
    span = ending.text.span(ending.text.of_line(line)) if ending.text and line and code != "cancelled" else None
    # What faulthandler adds after naming the fault is about the worker's own code.
    tail = re.split(r"\n\n(?:Current thread|Thread|Stack|Extension modules)", output)[0].strip()[-800:]
    related = [{"message": f"its last output: {tail}"}] if tail and code == "scene-crashed" else []
    return problem(code, message, span, scene=ending.scene, related=related)


def _code_and_message(ending: Ending, output: str) -> tuple[str, str]:
    match ending.ended_for:
        case "cancelled":
            return "cancelled", "The request was cancelled."
        case "timeout":
            return "scene-timeout", f"It was still running after {ending.seconds:g} seconds."
        case "memory":
            return "scene-memory", "It and the processes it started need more memory than they may use."
        case "output":
            return "scene-output", f"It printed more than {ending.output_limit} bytes."
        case "garbage":
            return "scene-output", "It wrote to the worker's own pipe."
    if not os.WIFSIGNALED(ending.status):
        return "scene-exit", f"The code ended Python with status {os.WEXITSTATUS(ending.status)}."
    number = os.WTERMSIG(ending.status)
    if number == signal.SIGXCPU:
        return "scene-timeout", "It used more processor time than its time limit allows."
    if number == signal.SIGXFSZ:
        return "scene-output", "It wrote a file beyond the allowed size."
    if number == signal.SIGKILL or _OUT_OF_MEMORY.search(output):
        return "scene-memory", "It needs more memory than it may use."
    return "scene-crashed", f"Python ended with {signal.Signals(number).name}."


def _line_in(output: str, text: SourceText | None) -> int | None:
    """The innermost line of the user's file in the traceback that faulthandler has printed last."""
    if text is None:
        return None
    name = text.file.encode("ascii", "backslashreplace").decode("ascii")[:500]
    dump = output[max(output.rfind(DUMP_MARK.decode()), 0) :]
    found = re.search(rf'File "{re.escape(name)}(?:\.\.\.)?", line (\d+) in', dump)
    return int(found[1]) if found else None
