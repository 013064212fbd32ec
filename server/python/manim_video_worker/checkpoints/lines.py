"""Lines of code that was compiled from an earlier text, as lines of the newest one.

A process that goes on with an edited text still holds functions, frames and notes from the texts before. Code of the
text number g is compiled g * BASE lines further down, so any line met later tells which text it is from.
"""

from __future__ import annotations

import types
from collections.abc import Sequence

BASE = 1 << 20
# After so many edits in a row a scene is run anew: a line of code is a C int.
GENERATIONS = 500

# Stretches that stayed as they were: first line, last line, and by how much they moved.
Hop = list[tuple[int, int, int]]


class Lines:
    """The texts of one process so far: `hops` lead from each to the next."""

    def __init__(self) -> None:
        self.hops: list[Hop] = []

    @property
    def offset(self) -> int:
        """What is added to lines of code compiled now."""
        return len(self.hops) * BASE


# A process runs one scene.
current = Lines()


def real(line: int) -> int:
    """A line as the newest text counts it."""
    return translated(current.hops, line)


def translated(hops: Sequence[Hop], line: int) -> int:
    """The same for texts of another process."""
    generation, line = divmod(line, BASE)
    for hop in hops[generation:]:
        line = moved(hop, line)
    return line


def moved(hop: Hop, line: int) -> int:
    """Where a line of one text stands in the next; a line that is gone keeps its distance to what is before it."""
    shift = 0
    for first, last, by in hop:
        if first > line:
            break
        shift = by
        if line <= last:
            break
    return max(1, line + shift)


def shifted(code: types.CodeType, offset: int, prefix: tuple[str, str] | None = None) -> types.CodeType:
    """The code with all its lines further down, and the start of its qualified names replaced."""

    def renamed(name: str) -> str:
        return prefix[1] + name[len(prefix[0]) :] if prefix and name.startswith(prefix[0]) else name

    consts = tuple(
        shifted(const, offset, prefix)
        if isinstance(const, types.CodeType)
        else renamed(const)
        if isinstance(const, str)
        else const
        for const in code.co_consts
    )
    return code.replace(
        co_firstlineno=code.co_firstlineno + offset, co_qualname=renamed(code.co_qualname), co_consts=consts
    )
