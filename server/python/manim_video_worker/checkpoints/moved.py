"""Problems that were found in an earlier text, with their lines in the newest."""

from __future__ import annotations

from typing import Any

from .lines import Hop, moved

_LINES = frozenset(["line", "endLine"])


def moved_problem(problem: dict[str, Any], hop: Hop) -> dict[str, Any]:
    """The same problem, every line in it moved."""
    return {name: _moved(name, value, hop) for name, value in problem.items()}


def _moved(name: str, value: Any, hop: Hop) -> Any:
    if name in _LINES and isinstance(value, int):
        return moved(hop, value)
    if isinstance(value, dict):
        return moved_problem(value, hop)
    return [_moved("", item, hop) for item in value] if isinstance(value, list) else value
