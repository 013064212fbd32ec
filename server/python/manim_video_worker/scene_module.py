"""Scene code as a module of its own, and the scenes it defines. Runs only in a process made for one request."""

from __future__ import annotations

import ast
import linecache
import random
import sys
import types
from typing import Any

import numpy as np
from manim import Scene

from .syntax import ReadCode

MODULE_NAME = "__scene__"
SEED = 0
# Of a class; the contract takes no more.
NAME_LIMIT = 200


def run_module(code: ReadCode) -> types.ModuleType:
    """Executes the file as a fresh module, registered so that dataclasses and pickle find it.

    Randomness starts from the same seed in every run, so that a render shows what the check saw.
    """
    module = types.ModuleType(MODULE_NAME)
    module.__file__ = code.text.file
    sys.modules[MODULE_NAME] = module
    lines = [line + "\n" for line in code.text.lines]
    # No modification time: linecache then never looks for the file itself.
    linecache.cache[code.text.file] = (len(code.text.source), None, lines, code.text.file)
    random.seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002 (the generator that scenes use)
    exec(code.compiled, module.__dict__)
    return module


def scene_classes(module: types.ModuleType, tree: ast.Module) -> dict[str, type[Scene]]:
    """The scenes of a file by name, in the order of the file; base classes without a construct are none."""
    found = {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, Scene)
        and value.__module__ == MODULE_NAME
        and value.__name__ == name
        and len(name) <= NAME_LIMIT
        and value.construct is not Scene.construct
    }
    lines = {node.name: node.lineno for node in tree.body if isinstance(node, ast.ClassDef)}
    return dict(sorted(found.items(), key=lambda item: lines.get(item[0], 0)))


def listing(names: list[str], every_node: list[ast.AST]) -> list[dict[str, Any]]:
    """Scenes as the contract's CheckedScene, with nothing known of them but their place."""
    nodes = {node.name: node for node in every_node if isinstance(node, ast.ClassDef)}
    return [
        {"name": name, "line": nodes[name].lineno if name in nodes else 1,
         "endLine": (nodes[name].end_lineno or 1) if name in nodes else 1}
        for name in names
    ]  # fmt: skip


def likely_scenes(tree: ast.Module) -> list[str]:
    """Names of what will be scenes once the code runs, for a file that does not."""
    known: set[str] = set()
    names = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
            if any(base.endswith("Scene") or base in known for base in bases):
                known.add(node.name)
                if any(isinstance(part, ast.FunctionDef) and part.name == "construct" for part in node.body):
                    names.append(node.name)
    return names
