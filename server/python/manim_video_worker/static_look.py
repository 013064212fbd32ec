"""The look at scene code before it runs: imports, names and attributes that a scene has no need of.

This tells an author early and keeps the careless out; it is no sandbox (the backend puts the whole worker in one).
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from .problems import Problem, problem
from .refusals import (
    ALLOWED_IMPORTS,
    MANIM_MODULES,
    REFUSED_ARRAY_METHODS,
    REFUSED_ATTRIBUTES,
    REFUSED_MODULES,
    REFUSED_NAMES,
    REFUSED_NUMPY,
    REFUSED_SUBMODULES,
)
from .source_text import CharSpan, SourceText

FINDINGS_LIMIT = 20


def look(nodes: list[ast.AST], text: SourceText, allowed_imports: frozenset[str]) -> list[Problem]:
    """Every use that is refused among the nodes of a file, as unsafe-code at its own columns."""
    findings: list[Problem] = []
    for node, what, allow in _Look(nodes, allowed_imports).findings():
        message = f"{what} is not allowed in a scene."
        findings.append(problem("unsafe-code", message, text.span(_narrow(text, node)), allow=allow))
        if len(findings) == FINDINGS_LIMIT:
            break
    return sorted(findings, key=lambda found: (found["line"], found["column"]))


def _narrow(text: SourceText, node: ast.AST) -> CharSpan:
    span = text.of_node(node)
    if isinstance(node, ast.Attribute):
        return CharSpan(span.end_line, max(0, span.end - len(node.attr)), span.end_line, span.end)
    return span


# A node, what it uses in words, and the name in the list of allowed imports that lets it through, if one does.
_Refusal = tuple[ast.AST, str, str | None]


class _Look:
    def __init__(self, nodes: list[ast.AST], allowed_imports: frozenset[str]) -> None:
        self.nodes = nodes
        self.allowed = allowed_imports
        self.imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
        self.imported = self._imported()
        self.numpy, self.networkx = self._aliases("numpy") | {"np"}, self._aliases("networkx")

    def findings(self) -> Iterator[_Refusal]:
        for node in self.imports:
            yield from self._import_from(node) if isinstance(node, ast.ImportFrom) else self._import(node)
        for node in self.nodes:
            if isinstance(node, ast.Name):
                if node.id in REFUSED_NAMES and node.id not in self.bound:
                    yield node, f"`{node.id}`", None
            elif isinstance(node, ast.Attribute):
                yield from self._attribute(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in REFUSED_ATTRIBUTES:
                yield node, f"`{node.value}`", None

    @functools.cached_property
    def bound(self) -> set[str]:
        """Names the file gives a meaning of its own. Seldom asked for."""
        return {name for node in self.nodes for name in _bound_names(node)}

    def _import(self, node: ast.Import) -> Iterator[_Refusal]:
        for alias in node.names:
            if not self._importable(alias.name):
                yield alias, f"Importing {alias.name}", alias.name

    def _importable(self, module: str) -> bool:
        parts = module.split(".")
        prefixes = {".".join(parts[: count + 1]) for count in range(len(parts))}
        if prefixes & self.allowed:
            return True
        return (
            parts[0] in ALLOWED_IMPORTS and not prefixes & REFUSED_SUBMODULES and not set(parts[1:]) & REFUSED_MODULES
        )

    def _import_from(self, node: ast.ImportFrom) -> Iterator[_Refusal]:
        module = node.module or ""
        if node.level:
            yield node, "Importing from the scene's own folder", None
        elif not self._importable(module):
            yield node, f"Importing {module}", module
        else:
            for alias in node.names:
                refused = alias.name in REFUSED_MODULES | REFUSED_ATTRIBUTES and alias.name not in self.allowed
                reads_files = module.split(".")[0] == "numpy" and alias.name in REFUSED_NUMPY
                if refused or reads_files or f"{module}.{alias.name}" in REFUSED_SUBMODULES - self.allowed:
                    yield alias, f"Importing {alias.name} from {module}", self._name_for(module, alias.name)

    def _name_for(self, module: str, name: str) -> str | None:
        """What would have to be allowed for `from module import name`."""
        if module.split(".")[0] == "numpy" and name in REFUSED_NUMPY:
            return None
        if f"{module}.{name}" in REFUSED_SUBMODULES:
            return f"{module}.{name}"
        return name if name in REFUSED_MODULES else None

    def _attribute(self, node: ast.Attribute) -> Iterator[_Refusal]:
        owner = node.value.id if isinstance(node.value, ast.Name) else None
        if node.attr in REFUSED_ATTRIBUTES or node.attr in REFUSED_ARRAY_METHODS:
            yield node, f"`.{node.attr}`", None
        elif node.attr in REFUSED_MODULES and node.attr not in self.allowed and isinstance(node.ctx, ast.Load):
            # `self.signal` is the author's own; a module is reached through another module.
            if self._is_module_chain(node.value):
                yield node, f"`.{node.attr}`", node.attr
        elif self._handles_files(owner, node.attr):
            yield node, f"`{owner}.{node.attr}`", None

    def _handles_files(self, owner: str | None, name: str) -> bool:
        if owner in self.numpy:
            return name in REFUSED_NUMPY
        return owner in self.networkx and name.startswith(("read_", "write_"))

    def _is_module_chain(self, node: ast.AST) -> bool:
        while isinstance(node, ast.Attribute):
            node = node.value
        return isinstance(node, ast.Name) and node.id in self.imported

    def _imported(self) -> set[str]:
        return MANIM_MODULES | {
            (alias.asname or alias.name).split(".")[0] for node in self.imports for alias in node.names
        }

    def _aliases(self, module: str) -> set[str]:
        return {
            alias.asname or alias.name
            for node in self.imports
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.name == module
        }


def _bound_names(node: ast.AST) -> Iterator[str]:
    """Names the file gives a meaning of its own: `input = Square()` is not the builtin."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.alias):
        yield node.asname or node.name
