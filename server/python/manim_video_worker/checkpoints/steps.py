"""One statement of a method as a function of its own, which shares the method's variables through closure cells.

So names are found as in the method itself: its own, those of functions inside it, the module's, class-private ones.
"""

from __future__ import annotations

import ast
import copy
import re
import types
from collections.abc import Callable
from typing import Any

from .bodies import parameters, scope_of, self_name
from .lines import shifted

# What a step answers when the method goes on after it: no scene can return it.
WENT_ON = "\0went on"
_UNSET = re.compile(r"cannot access free variable '(\w+)' where it is not associated with a value in enclosing scope")


class Method:
    """A method of the newest text that is run in steps."""

    def __init__(
        self, owner: str, node: ast.FunctionDef, bound: set[str], texts: list[str], flags: int, file: str
    ) -> None:
        self.owner = owner
        self.node = node
        # The text of each statement, by which two versions are compared.
        self.texts = texts
        self.flags = flags
        self.file = file
        self.itself = self_name(node) or ""
        self.names = sorted((bound | set(parameters(node))) - {self.itself})

    def text(self, index: int) -> str | None:
        """None past the end, so that a longer version differs there."""
        return self.texts[index] if index < len(self.texts) else None

    def step(self, index: int, offset: int) -> types.CodeType:
        """The code of one statement, its lines moved by `offset`."""
        statement, name = self.node.body[index], self.node.name
        at = {
            key: getattr(statement, key, None) for key in ("lineno", "col_offset", "end_lineno", "end_col_offset")
        }  # a function's own place is that of its statement
        body: list[ast.stmt] = [_without_annotations(statement), ast.Return(ast.Constant(WENT_ON))]
        if self.names:
            body.insert(0, ast.Nonlocal(list(self.names)))
        inner = ast.FunctionDef(name, _arguments([self.itself]), body, [], **at)
        maker = ast.FunctionDef(name, _arguments(self.names), [inner], [], **at)
        owner = ast.ClassDef(self.owner, [], [], [maker], [], **at)
        for node in (inner, maker, owner):
            # Python 3.12 and later ask for it.
            if "type_params" in node._fields:
                node.type_params = []  # type: ignore[attr-defined]
        module = ast.fix_missing_locations(ast.Module([owner], []))
        code = compile(module, self.file, "exec", flags=self.flags, dont_inherit=True)
        for _ in range(3):
            code = next(const for const in code.co_consts if isinstance(const, types.CodeType))
        qualified = f"{self.owner}.{name}"
        return shifted(code, offset, (f"{qualified}.<locals>.{name}", qualified))


def binder(function: types.FunctionType) -> Callable[..., dict[str, Any]]:
    """Binds a call's arguments exactly as the function would, its errors included."""
    code = function.__code__
    arguments = code.co_varnames[
        : code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    ]
    source = types.FunctionType(
        _BIND.replace(
            co_argcount=code.co_argcount,
            co_posonlyargcount=code.co_posonlyargcount,
            co_kwonlyargcount=code.co_kwonlyargcount,
            co_nlocals=len(arguments),
            co_varnames=arguments,
            co_flags=_BIND.co_flags | (code.co_flags & 12),
            co_name=code.co_name,
            co_qualname=code.co_qualname,
        ),
        {"locals": locals},
        function.__name__,
        function.__defaults__,
    )
    source.__kwdefaults__ = function.__kwdefaults__
    return source


def run_step(code: types.CodeType, namespace: dict[str, Any], cells: dict[str, types.CellType], itself: object) -> Any:
    """Runs one statement; answers WENT_ON, or what it returned."""
    closure = tuple(cells.setdefault(name, types.CellType()) for name in code.co_freevars)
    step = types.FunctionType(code, namespace, code.co_name, None, closure)
    try:
        return step(itself)
    except NameError as error:
        unset = _as_local(error, code)
        if unset is None:
            raise
    raise unset


def _as_local(error: NameError, code: types.CodeType) -> NameError | None:
    """A variable without a value is a local one in the method, and says so."""
    found = _UNSET.fullmatch(str(error))
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if not found or not trace or trace.tb_frame.f_code is not code:
        return None
    local = UnboundLocalError(f"cannot access local variable '{found[1]}' where it is not associated with a value")
    local.__cause__, local.__context__ = error.__cause__, error.__context__
    local.__suppress_context__ = error.__suppress_context__
    return local.with_traceback(error.__traceback__)


def _bind() -> dict[str, Any]:
    return locals()


_BIND = _bind.__code__


def _arguments(names: list[str]) -> ast.arguments:
    return ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])


def _without_annotations(statement: ast.stmt) -> ast.stmt:
    """A function never looks at the annotations of its variables, and Python refuses them on shared ones."""
    if not any(isinstance(node, ast.AnnAssign) and node.simple for node in scope_of([statement])):
        return statement
    return _Annotations().visit(copy.deepcopy(statement))


class _Annotations(ast.NodeTransformer):
    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if not node.simple:
            return node
        plain = ast.Assign([node.target], node.value) if node.value else ast.Pass()
        return ast.copy_location(plain, node)

    def _keep(self, node: ast.AST) -> ast.AST:
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = _keep  # noqa: N815
