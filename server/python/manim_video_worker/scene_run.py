"""What a check and a render share: from code to scene classes, and playing one of them with its faults told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manim import Scene

from . import narrowing, settings
from .faults import Fault, problem_of
from .messages import SceneCode
from .near_misses import replacements
from .playback import NothingShownError, Playback
from .problems import Failed, Problem, problem
from .scene_module import run_module, scene_classes
from .static_look import look
from .syntax import ReadCode, read_code


@dataclass
class LoadedCode:
    """Code whose module has run. `code` is replaced where a run goes on with a newer text."""

    code: ReadCode
    namespace: dict[str, Any]
    scenes: dict[str, type[Scene]]


def read_and_look(code: SceneCode) -> ReadCode:
    """Reads the code; raises Failed with every syntax-error or unsafe-code."""
    read = read_code(code.source, code.file)
    unsafe = look(read.nodes, read.text, code.allowed_imports)
    if unsafe:
        raise Failed(*unsafe)
    return read


def load(read: ReadCode, media_folder: Path, quality: str, more: dict[str, Any] | None = None) -> LoadedCode:
    """Runs the module; raises Failed with the problem of its failure, or no-scene."""
    settings.apply_run(media_folder, quality, more)
    try:
        module = run_module(read)
    except BaseException as error:
        raise _failed(error, Fault(read)) from None
    return LoadedCode(read, vars(module), scene_classes(module, read.tree))


def scene_class(loaded: LoadedCode, name: str) -> type[Scene]:
    """The scene of this name; raises Failed with scene-missing."""
    found = loaded.scenes.get(name) or loaded.namespace.get(name)
    if isinstance(found, type) and issubclass(found, Scene):
        return found
    raise Failed(missing_scene(name, list(loaded.scenes)))


def missing_scene(name: str, there: list[str]) -> Problem:
    """Names what there is instead."""
    near = replacements(name, there)
    hint = f" Did you mean {near[0]}?" if near else f" It has {', '.join(there)}." if there else " It has none."
    return problem("scene-missing", f"The file has no scene {name}.{hint}", scene=name)


def no_scene(read: ReadCode) -> Problem:
    """For a file that runs and defines nothing to show."""
    return problem("no-scene", "The file defines no class that derives from Scene and has a construct method.",
                   read.text.span(read.text.of_line(1)))  # fmt: skip


def play(loaded: LoadedCode, name: str, playback: Playback, perform: Callable[[type[Scene]], Scene]) -> Scene:
    """Plays one scene; raises Failed with the problem of what stopped it, at its place and video time."""
    chosen = scene_class(loaded, name)
    try:
        return perform(chosen)
    except Failed:
        raise
    except NothingShownError:
        span = narrowing.class_name(loaded.code, name)
        message = f"{name} plays nothing and adds nothing."
        place = loaded.code.text.span(span) if span else None
        raise Failed(problem("scene-empty", message, place, scene=name)) from None
    except BaseException as error:
        raise _failed(error, Fault(loaded.code, name, playback.time)) from None


def _failed(error: BaseException, fault: Fault) -> Failed:
    if isinstance(error, MemoryError) and sys.platform == "linux":
        from .limits import open_memory_reserve

        open_memory_reserve()
    return Failed(problem_of(error, fault))
