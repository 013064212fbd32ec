"""Where a run of a scene is to end, and what it then answers: the whole scene checked, or a picture at a line."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from ..problems import Failed, Problem
from .drawing import write_frame
from .program import Entry, Key, Program, step_at

if TYPE_CHECKING:
    from manim import Scene

    from ..layout.watch import LayoutWatch
    from ..playback import Playback
    from ..scene_run import LoadedCode
    from .stepper import Stepper


class Reached(Failed):
    """Ends a scene at its aim. Nothing of the scene's own is between a statement and the code around the scene."""

    def __init__(self) -> None:
        Exception.__init__(self)
        self.problems = []


class KeptRun(Protocol):
    """What an aim sees of the run that it is the aim of."""

    loaded: LoadedCode
    scene: str
    # The scene once it is made.
    shown: Scene | None
    playback: Playback
    watch: LayoutWatch | None
    stepper: Stepper

    @property
    def program(self) -> Program:
        """The newest text."""

    def refuse(self, valid: int) -> NoReturn:
        """Ends a continuation whose snapshot is too far on: one after at most so many statements is wanted."""


class Aim(Protocol):
    """What a run of a scene is for. A continuation may have another one than the run that left its snapshot."""

    def begin(self, keeper: KeptRun) -> None:
        """In a continuation, before its first statement: refuses a snapshot that is past the aim."""

    def look(self, keeper: KeptRun, entry: Entry) -> None:
        """Before each statement; raises Reached."""

    def result(self, keeper: KeptRun, scene: dict[str, Any] | None, problems: list[Problem]) -> dict[str, Any]:
        """The run's answer, with the CheckedScene of a scene that came to its end, and what stopped it else."""


class WholeScene:
    """A check."""

    def begin(self, keeper: KeptRun) -> None:
        """Every snapshot lies before the end."""

    def look(self, keeper: KeptRun, entry: Entry) -> None:
        """Goes on."""

    def result(self, keeper: KeptRun, scene: dict[str, Any] | None, problems: list[Problem]) -> dict[str, Any]:
        """What check_scene answers."""
        layout = keeper.watch.findings() if keeper.watch else []
        return {"scene": scene, "problems": problems + layout}


class FrameAt:
    """A picture of what is shown once the statement at a line has run."""

    def __init__(self, scratch: Path, line: int, quality: str, run: str) -> None:
        self.scratch = scratch
        self.line = line
        self.quality = quality
        self.run = run
        self._target: tuple[Key, int] | None = None

    def begin(self, keeper: KeptRun) -> None:
        trace = keeper.stepper.trace
        for count, entry in enumerate(trace):
            if self._reached(keeper, entry, trace[:count]):
                keeper.refuse(count)

    def look(self, keeper: KeptRun, entry: Entry) -> None:
        if self._reached(keeper, entry, keeper.stepper.trace):
            raise Reached

    def result(self, keeper: KeptRun, scene: dict[str, Any] | None, problems: list[Problem]) -> dict[str, Any]:
        """Draws; answers a FrameResult. Raises Failed where there is no scene to draw."""
        if keeper.shown is None:
            raise Failed(*problems)
        time = keeper.playback.time
        width, height = write_frame(keeper.shown, self.quality, self.scratch / self.run / "frame.png")
        told = problems or keeper.stepper.problems
        if not told and keeper.watch:
            told = keeper.watch.findings_now(keeper.shown, time)
        return {"output": f"{self.run}/frame.png", "width": width, "height": height, "scene": keeper.scene,
                "line": _last_line(keeper), "time": time, "problems": told}  # fmt: skip

    def _reached(self, keeper: KeptRun, entry: Entry, before: list[Entry]) -> bool:
        if self._target is None:
            self._target = _target(keeper.program, keeper.scene, self.line)
        (key, index), (at, next_index) = self._target, entry
        if at == key:
            return next_index > index
        # The line of a helper that has returned before it, or that is not called: after its call, or at the end.
        in_construct = at[1] == "construct"
        at_end = in_construct and next_index == len(keeper.program.methods[at].texts)
        return at_end or (in_construct and any(begun == key for begun, _ in before))


def scene_at(tree: ast.Module, names: list[str], line: int) -> str | None:
    """The scene around a line; between scenes the one before, above the first that one."""
    found = None
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name in names and (found is None or node.lineno <= line):
            found = node.name
    return found


def _target(program: Program, scene: str, line: int) -> tuple[Key, int]:
    """The method and the statement in it: of a helper where the line is in one, else of construct."""
    for key, method in program.methods.items():
        if key[1] != "construct" and method.node.lineno <= line <= (method.node.end_lineno or 0):
            return key, step_at(program, key, line)
    own = (scene, "construct")
    inherited = next((key for key in program.methods if key[1] == "construct"), own)
    key = own if own in program.methods else inherited
    return key, step_at(program, key, line) if key in program.methods else -1


def _last_line(keeper: KeptRun) -> int:
    for key, index in reversed(keeper.stepper.trace):
        statements = keeper.program.methods[key].node.body
        if index < len(statements):
            return statements[index].lineno
    nodes = (node for node in keeper.loaded.code.tree.body if isinstance(node, ast.ClassDef))
    return next((node.lineno for node in nodes if node.name == keeper.scene), 1)
