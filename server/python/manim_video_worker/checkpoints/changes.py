"""Which lines differ between two texts: quick, and safe for any text, as the worker itself looks."""

from __future__ import annotations

import functools
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """Lines of the old text from `first` to `last` became others; `last` is first - 1 where lines only came in."""

    first: int
    last: int
    # By how much what follows has moved.
    shift: int
    # Whether there is more in the new lines than blanks and comments.
    code: bool = False

    def touches(self, stretches: list[tuple[int, int]]) -> bool:
        """Whether any of these stretches of the old text is another now, or has a new one before it.

        A line that came in above all of them may be another scene's.
        """
        above, below = (any(end < self.first for _, end in stretches), any(start > self.last for start, _ in stretches))
        if self.code and above and below:
            return True
        if self.last < self.first:
            return any(start < self.first <= end for start, end in stretches)
        return any(start <= self.last and self.first <= end for start, end in stretches)

    def back(self, line: int) -> int:
        """A line of the new text in the old one."""
        if line < self.first:
            return line
        return max(self.first, line - self.shift) if line > self.last + self.shift else self.last


# The snapshots of a document are of few texts, and each is asked about the newest.
@functools.lru_cache(maxsize=8)
def change_between(old: str, new: str) -> Change:
    """The smallest run of lines outside of which two texts agree; none for equal texts."""
    before, after = old.split("\n"), new.split("\n")
    if before == after:
        return Change(len(before) + 1, len(before), 0)
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    code = any(line.strip() and not line.lstrip().startswith("#") for line in after[start : len(after) - end])
    return Change(start + 1, len(before) - end, len(after) - len(before), code)
