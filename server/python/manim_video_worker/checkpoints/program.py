"""A scene file as parts that are compared with the next version of it: what runs once, and what runs in steps."""

from __future__ import annotations
import __future__

import ast
import bisect
from collections import Counter
from dataclasses import dataclass, field

from manim import Scene

from ..nodes import every
from ..syntax import ReadCode
from .bodies import names_if_cut, odd_nodes, plain_calls, self_name
from .lines import BASE, Hop
from .steps import Method

# Ways to a method by a text that holds its name.
_BY_TEXT = frozenset(["getattr", "setattr", "hasattr", "delattr", "attrgetter", "methodcaller"])
Key = tuple[str, str]
# A statement, or what follows the last one, of a method.
Entry = tuple[Key, int]


@dataclass(frozen=True)
class Part:
    """A statement outside the methods that run in steps, or the head of a class or method."""

    text: str
    line: int
    end_line: int


@dataclass
class Program:
    """One text of a scene file."""

    read: ReadCode
    parts: list[Part] = field(default_factory=list)
    methods: dict[Key, Method] = field(default_factory=dict)

    @property
    def frame(self) -> list[str]:
        """All that a running process cannot change: while this stays the same, it can go on with another text."""
        return [part.text for part in self.parts]


def program_of(read: ReadCode) -> Program:
    """Takes a file apart."""
    program = Program(read)
    if len(read.text.lines) >= BASE:
        return program
    chosen = _methods(read)
    source = _Source(read)
    for node in read.tree.body:
        if not isinstance(node, ast.ClassDef) or node.name not in chosen:
            program.parts.append(source.part(node))
            continue
        program.parts.append(source.head(node))
        for member in node.body:
            if isinstance(member, ast.FunctionDef) and member.name in chosen[node.name]:
                program.parts.append(source.head(member))
                texts = [source.part(statement).text for statement in member.body]
                flags = read.compiled.co_flags & __future__.annotations.compiler_flag
                bound = chosen[node.name][member.name]
                method = Method(node.name, member, bound, texts, flags, read.text.file)
                program.methods[node.name, member.name] = method
            else:
                program.parts.append(source.part(member))
    return program


def hop(old: Program, new: Program) -> Hop:
    """How lines moved between two texts with the same frame."""
    found = [
        (before.line, before.end_line, after.line - before.line)
        for before, after in zip(old.parts, new.parts, strict=True)
    ]
    for key, method in old.methods.items():
        other = new.methods[key]
        same = same_start(method, other)
        pairs = list(zip(method.node.body[:same], other.node.body[:same], strict=True))
        left = min(len(method.texts), len(other.texts)) - same
        for back in range(1, left + 1):
            if method.texts[-back] != other.texts[-back]:
                break
            pairs.append((method.node.body[-back], other.node.body[-back]))
        found += [
            (_first_line(before), before.end_lineno or before.lineno, _first_line(after) - _first_line(before))
            for before, after in pairs
        ]
    return _merged(sorted(found))


def same_start(method: Method, other: Method) -> int:
    """How many statements two versions begin with alike."""
    for index, (text, other_text) in enumerate(zip(method.texts, other.texts, strict=False)):
        if text != other_text:
            return index
    return min(len(method.texts), len(other.texts))


def unchanged(trace: list[Entry], old: Program, new: Program) -> int:
    """How many of the statements that ran would run the same in the new text, from the first on."""
    differing = {
        key: set(method.names) ^ set(new.methods[key].names)
        for key, method in old.methods.items()
        if key in new.methods
    }
    for count, (key, index) in enumerate(trace):
        method, other = old.methods[key], new.methods[key]
        if method.text(index) != other.text(index):
            return count
        # A name that is bound further down is the method's own from its start.
        if differing[key] and index < len(method.texts) and differing[key] & mentioned(method.node.body[index]):
            return count
    return len(trace)


def mentioned(node: ast.AST) -> set[str]:
    """Plain names that appear anywhere in a statement."""
    return {name.id for name in every(node) if isinstance(name, ast.Name)}


def step_at(program: Program, key: Key, line: int) -> int:
    """The statement of a method at a line, or the last before it; -1 above the first."""
    starts = [_first_line(statement) for statement in program.methods[key].node.body]
    return bisect.bisect_right(starts, line) - 1


def _merged(found: Hop) -> Hop:
    merged: Hop = []
    for first, last, by in found:
        if merged and merged[-1][2] == by:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]), by)
        else:
            merged.append((first, last, by))
    return merged


def _methods(read: ReadCode) -> dict[str, dict[str, set[str]]]:
    """By class, the methods that run in steps, with the names that each binds.

    They are construct, and those that are only ever called as plain statements.
    """
    classes = [node for node in read.tree.body if isinstance(node, ast.ClassDef)]
    mentions = _mentions(read.nodes)
    odd = odd_nodes(read.nodes)
    chosen: dict[str, dict[str, set[str]]] = {}
    for node in classes:
        methods = [member for member in node.body if isinstance(member, ast.FunctionDef)]
        named = Counter(method.name for method in methods)
        cut, bound = {}, {}
        for method in methods:
            names = names_if_cut(method, odd) if named[method.name] == 1 else None
            if names is not None:
                cut[method.name], bound[method.name] = method, names
        once = sum(other.name == node.name for other in classes) == 1
        if not once or node.decorator_list or "construct" not in cut or not _is_plain(cut["construct"]):
            continue
        helpers = {name for name in cut if not hasattr(Scene, name)}
        while True:
            bodies = [cut[name] for name in helpers | {"construct"}]
            calls = Counter(call for body in bodies for call in plain_calls(body.body, self_name(body) or ""))
            fitting = {name for name in helpers if calls[name] and calls[name] == mentions[name]}
            if fitting == helpers:
                break
            helpers = fitting
        chosen[node.name] = {name: bound[name] for name in helpers | {"construct"}}
    return chosen


def _is_plain(construct: ast.FunctionDef) -> bool:
    arguments = construct.args
    return len(arguments.args) == 1 and not (arguments.posonlyargs or arguments.kwonlyargs or arguments.vararg
                                             or arguments.kwarg or arguments.defaults)  # fmt: skip


def _mentions(nodes: list[ast.AST]) -> Counter[str]:
    """How often a name appears in whatever may lead to a method of that name, but for its definition."""
    found: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    found.update(node.attr if isinstance(node, ast.Attribute) else node.id
                 for node in nodes if isinstance(node, ast.Attribute | ast.Name))  # fmt: skip
    texts.update(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    by_text = any(found[name] for name in _BY_TEXT)
    return found + texts if by_text else found


def _first_line(node: ast.AST) -> int:
    decorators = getattr(node, "decorator_list", None)
    return min([node.lineno, *(decorator.lineno for decorator in decorators or [])])  # type: ignore[attr-defined]


class _Source:
    """Cuts texts out of the source by lines and byte columns."""

    def __init__(self, read: ReadCode) -> None:
        self.lines = [line.encode("utf-8", "surrogatepass") for line in read.text.lines]

    def part(self, node: ast.stmt) -> Part:
        first, last = _first_line(node), node.end_lineno or node.lineno
        # A decorator's own column is behind its @; its line holds nothing else.
        start = node.col_offset if first == node.lineno else 0
        lines = self.lines[first - 1 : last]
        lines[-1] = lines[-1][: node.end_col_offset]
        return Part(b"\n".join([b" " * start + lines[0][start:], *lines[1:]]).decode("utf-8", "replace"), first, last)

    def head(self, node: ast.ClassDef | ast.FunctionDef) -> Part:
        """A class or method without its body."""
        fields = dict(ast.iter_fields(node)) | {"body": [ast.Pass()]}
        text = " " * node.col_offset + ast.unparse(type(node)(**fields, lineno=1, col_offset=0))
        return Part(text, _first_line(node), max(_first_line(node), _first_line(node.body[0]) - 1))
