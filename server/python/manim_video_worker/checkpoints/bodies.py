"""Which functions can be run statement by statement with the same outcome, and which names are theirs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..nodes import children

# Names that see the frame they are used in, or that Python treats on their own in a method.
_OWN_FRAME = frozenset(["locals", "vars", "dir", "eval", "exec", "super", "__class__", "UnboundLocalError"])
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_BINDING = (*_FUNCTIONS, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping,
            ast.Import, ast.ImportFrom)  # fmt: skip
_SCOPES = (*_FUNCTIONS, ast.Lambda, ast.ClassDef, *_COMPREHENSIONS)
_UNUSUAL = (ast.Global, ast.Nonlocal, ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncWith)


def bound_names(statements: Iterable[ast.AST]) -> set[str]:
    """Names that these statements bind in their own scope."""
    return _bound_by(scope_of(statements))


def _bound_by(nodes: Iterable[ast.AST]) -> set[str]:
    names: set[str] = set()
    for node in nodes:
        # Most nodes are names that are read; the others are seldom of a kind that binds.
        if isinstance(node, ast.Name):
            if not isinstance(node.ctx, ast.Load):
                names.add(node.id)
            continue
        if not isinstance(node, _BINDING):
            continue
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                names.add(name)
            case ast.MatchMapping(rest=str(name)):
                names.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names |= {alias.asname or alias.name.split(".")[0] for alias in aliases}
    return names


def scope_of(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes of one scope: what functions, classes and comprehensions hold inside is left out."""
    left = list(nodes)
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, _SCOPES):
            left += children(node)
            continue
        if isinstance(node, _FUNCTIONS):
            inside: Iterable[ast.AST | None] = [*node.decorator_list, *node.args.defaults, *node.args.kw_defaults]
        elif isinstance(node, ast.Lambda):
            inside = [*node.args.defaults, *node.args.kw_defaults]
        elif isinstance(node, ast.ClassDef):
            inside = [*node.decorator_list, *node.bases, *node.keywords]
        else:
            # A walrus in a comprehension binds in the function around it.
            inside = [node.generators[0].iter, *_walrus_targets(node)]
        left += [part for part in inside if part is not None]


def _walrus_targets(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.NamedExpr):
            yield child.target
        yield from _walrus_targets(child)


def self_name(function: ast.FunctionDef) -> str | None:
    """The name of a method's first parameter."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    return arguments[0].arg if arguments else None


def parameters(function: ast.FunctionDef) -> list[str]:
    """The names of all parameters."""
    taken = function.args
    starred = [argument.arg for argument in (taken.vararg, taken.kwarg) if argument]
    return [argument.arg for argument in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)] + starred


def odd_nodes(nodes: Iterable[ast.AST]) -> list[ast.expr | ast.Nonlocal]:
    """What keeps the method around it from being cut wherever it stands in it; a Nonlocal only where it names self."""
    odd: list[ast.expr | ast.Nonlocal] = []
    for node in nodes:
        if isinstance(node, ast.Name):
            if node.id in _OWN_FRAME:
                odd.append(node)
        elif isinstance(node, ast.Nonlocal):
            odd.append(node)
        elif isinstance(node, ast.comprehension) and node.is_async:
            odd.append(node.target)
    return odd


def names_if_cut(function: ast.FunctionDef, odd: list[ast.expr | ast.Nonlocal]) -> set[str] | None:
    """The names that a method's statements bind, if it runs the same when each of them runs as a function of its own.

    None where it does not. `odd` are the file's odd_nodes.
    """
    itself = self_name(function)
    if function.decorator_list or itself is None:
        return None
    own = list(scope_of(function.body))
    names = _bound_by(own)
    if itself in names or any(isinstance(node, _UNUSUAL) for node in own):
        return None
    # No line has parts of two methods.
    inside = [node for node in odd if function.lineno <= node.lineno <= (function.end_lineno or 0)]
    if any(not isinstance(node, ast.Nonlocal) or itself in node.names for node in inside):
        return None
    return names


def plain_calls(statements: Iterable[ast.stmt], itself: str) -> Iterator[str]:
    """Methods that are called as statements, `self.method(...)`, where nothing around them catches exceptions."""
    for statement in statements:
        match statement:
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method))) if name == itself:
                yield method
            case ast.For(body=body, orelse=rest) | ast.While(body=body, orelse=rest) | ast.If(body=body, orelse=rest):
                yield from plain_calls([*body, *rest], itself)
