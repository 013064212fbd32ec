"""python finish.py CORPUS PART...: joins what make.py wrote and adds what a finding of each fault may name."""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

from observe import Moment, observe


def aliases(moments: list[Moment], subject: str) -> tuple[set[str], set[str]]:
    """Names of `construct` that hold the same object, and those that hold a part or a group of it."""
    same, related = set(), set()
    for moment in moments:
        mine = moment.things.get(subject)
        for name, thing in moment.things.items() if mine is not None else ():
            if thing.leaves == mine.leaves:
                same.add(name)
            elif thing.leaves & mine.leaves:
                related.add(name)
    return same | {subject}, related | {_root(subject)}


def named_lines(source: str, names: set[str], groups: set[str]) -> set[int]:
    """Lines of the statements that name one of these, and of the functions of the file that they call.

    Of `groups` the lines that make what is put into them count as well.
    """
    tree = ast.parse(source)
    made = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    simple = [node for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.Expr | ast.AugAssign | ast.For)]
    wanted = set(names)
    for node in simple:
        if _fills(node) & groups:
            wanted |= _names(node)
    lines: set[int] = set()
    for node in simple:
        head = [node.target, node.iter] if isinstance(node, ast.For) else [node]
        if not any(_names(part) & wanted for part in head):
            continue
        end = node.lineno if isinstance(node, ast.For) else (node.end_lineno or node.lineno)
        lines |= set(range(node.lineno, end + 1))
        for called in _calls(node) - {"construct"}:
            if called in made:
                lines |= set(range(made[called].lineno, (made[called].end_lineno or 0) + 1))
    return lines


def _fills(node: ast.AST) -> set[str]:
    """Names of the groups that a statement puts something into."""
    if isinstance(node, ast.Assign) and _calls(node) & {"VGroup", "Group"}:
        return {part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        owner = node.value.func.value
        return (
            {owner.id}
            if node.value.func.attr == "add" and isinstance(owner, ast.Name) and owner.id != "self"
            else set()
        )
    return set()


def _root(name: str) -> str:
    return re.split(r"\W", name)[0]


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} - {"self"}


def _calls(node: ast.AST) -> set[str]:
    called = [part.func for part in ast.walk(node) if isinstance(part, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else call.id for call in called
            if isinstance(call, ast.Attribute | ast.Name)}  # fmt: skip


def finished(fault: dict[str, Any], source: str, moments: list[Moment]) -> dict[str, Any]:
    """The fault with its names and lines."""
    patch = fault["patch"]
    added = 0 if patch["replaces"] else len(patch["lines"])
    first = patch["line"] if patch["replaces"] else patch["line"] + 1
    lines = set(range(first, first + len(patch["lines"])))
    subjects = fault["names"]
    names: set[str] = set()
    wide: set[str] = set()
    groups: set[str] = set()
    for subject in subjects:
        same, related = aliases(moments, subject)
        names |= same
        wide |= related
        if not any("[" not in name for name in same):
            groups.add(_root(subject))
    roots = {_root(name) for name in names | wide}
    names |= wide
    for line in (named_lines(source, roots, groups) if subjects else set()) | set(
        fault["lines"] if patch["replaces"] else ()
    ):
        lines.add(line + (added if line > patch["line"] and not patch["replaces"] else 0))
    return {**fault, "names": [*subjects, *sorted((names | roots) - set(subjects))], "lines": sorted(lines)}


def main() -> None:
    corpus, parts = Path(sys.argv[1]), [json.loads(Path(part).read_text()) for part in sys.argv[2:]]
    faults = sorted((fault for part in parts for fault in part), key=lambda fault: fault["id"])
    done, scene, source, moments = [], "", "", []
    for fault in faults:
        if fault["scene"] != scene:
            scene = fault["scene"]
            source = (corpus / "scenes" / f"{scene}.py").read_text()
            moments = observe(source)
        done.append(finished(fault, source, moments))
    (corpus / "faults.json").write_text(json.dumps(done, indent=1, ensure_ascii=False) + "\n")
    print(len(done))


if __name__ == "__main__":
    main()
