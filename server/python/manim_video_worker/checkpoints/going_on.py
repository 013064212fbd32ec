"""What later statements lack once one has failed: names without their values, objects left half done."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .bodies import bound_names

# No later problem than these many is worth telling.
PROBLEMS_LIMIT = 20


@dataclass
class Unknown:
    """Names and attributes that a failed or passed-over statement would have set or changed."""

    attributes: set[str] = field(default_factory=set)
    # By the call of a method, as the names are local to it.
    names: dict[int, set[str]] = field(default_factory=dict)
    doubtful: dict[int, set[str]] = field(default_factory=dict)

    def passes_over(self, call: int, statement: ast.stmt) -> bool:
        """Whether a statement needs what is not there. Definitions do not, until they are called."""
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            return False
        return self._uses(statement, self.names.get(call, set()))

    def doubts(self, call: int, statement: ast.stmt, error: BaseException, code: str) -> bool:
        """Whether a failure, a problem of this code, may stem from an earlier one."""
        if isinstance(error, NameError | AttributeError) and error.name:
            names = self.attributes.union(*self.names.values())
            if error.name in names:
                return True
        # A name or an argument that does not exist is wrong whatever state the objects are in.
        if code in ("undefined-name", "unknown-argument"):
            return False
        return self._uses(statement, self.doubtful.get(call, set()) | self.names.get(call, set()))

    def add(self, call: int, itself: str, statement: ast.stmt) -> None:
        """Takes note of a statement that did not run to its end."""
        names = self.names.setdefault(call, set())
        doubtful = self.doubtful.setdefault(call, set())
        names |= bound_names([statement])
        for node in ast.walk(statement):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
                self.attributes.add(node.attr)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                receiver = _root(node.func.value)
                if receiver not in (None, itself):
                    doubtful.add(receiver)

    def bound(self, call: int, statement: ast.stmt) -> None:
        """A statement ran: what it binds has a value again, unless that rests on what is in doubt."""
        names, doubtful = self.names.get(call), self.doubtful.get(call)
        if names is None or doubtful is None:
            return
        bound = bound_names([statement])
        if isinstance(statement, ast.FunctionDef | ast.ClassDef) and self._uses(statement, names | doubtful):
            doubtful |= bound
        else:
            names -= bound

    def _uses(self, statement: ast.stmt, names: set[str]) -> bool:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
                return True
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                if node.attr in self.attributes:
                    return True
                if node.attr == "mobjects" and names:
                    return True
        return False


def _root(node: ast.expr) -> str | None:
    """`group` of `group[0].next_to`; None where an animation only describes a change."""
    while True:
        match node:
            case ast.Attribute(attr="animate"):
                return None
            case ast.Attribute(value=value) | ast.Subscript(value=value):
                node = value
            case ast.Call(func=ast.Attribute(value=value)):
                node = value
            case ast.Name(id=name):
                return name
            case _:
                return None
