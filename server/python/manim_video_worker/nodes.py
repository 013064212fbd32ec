"""Every node of a tree. Code is read on the way from a key stroke to its problem: ast.walk would take too long."""

from __future__ import annotations

import ast
import functools


def every(tree: ast.AST) -> list[ast.AST]:
    """The nodes of a tree, itself first, breadth first, but for the contexts (ast.Load and the like)."""
    found = [tree]
    # The list grows while it is gone through.
    for node in found:
        found += children(node)
    return found


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes that a node is made of, but for its context."""
    found: list[ast.AST] = []
    for name in _parts(type(node)):
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            found.append(value)
        elif type(value) is list:
            found += [part for part in value if isinstance(part, ast.AST)]
    return found


@functools.cache
def _parts(kind: type[ast.AST]) -> tuple[str, ...]:
    return tuple(name for name in kind._fields if name != "ctx")
