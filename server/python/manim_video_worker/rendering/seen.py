"""What a scene has come to, as a short text: two processes that ran the same plays compare it.

Not only what is on screen: whatever the scene's code can reach counts, since what drawing has left behind in one of
the two could move something later.
"""

from __future__ import annotations

import functools
import hashlib
import random
import types
from collections import deque
from collections.abc import Iterator
from typing import Any

import numpy as np
from manim import Camera, Mobject, Scene
from manim.scene.scene_file_writer import SceneFileWriter

from ..layout.places import running
from ..scene_module import MODULE_NAME

# Objects looked at; a scene that has more is compared by these.
_OBJECTS_LIMIT = 400_000
# Whose objects are looked into: the others are libraries', or Manim's for drawing, which only one of the two does.
_OF_SCENES = (MODULE_NAME, "manim.mobject", "manim.animation", "manim.scene.", "manim.utils", "types")
_Plain = bool | int | float | complex | str | bytes | None


def seen(scene: Scene, file: str, frames: int) -> str:
    """A digest of all that code in `file` can reach, of the random numbers to come, and of the time."""
    digest = hashlib.blake2b(digest_size=16)
    variables = [frame.f_locals for frame in running(file)]
    roots = [vars(scene), *variables, getattr(type(scene).construct, "__globals__", {})]
    known: dict[int, int] = {}
    # An object that is let go of could leave its number to another one.
    held: list[Any] = []
    waiting: list[Any] = [scene.camera, random.getstate(), np.random.get_state(), *reversed(roots)]  # noqa: NPY002
    while waiting and len(held) < _OBJECTS_LIMIT:
        value = waiting.pop()
        if isinstance(value, _Plain):
            digest.update(repr(value).encode("utf-8", "surrogatepass"))
            continue
        number = known.setdefault(id(value), len(held))
        digest.update(f"|{type(value).__qualname__}{number}".encode())
        if number == len(held):
            held.append(value)
            waiting += reversed(list(_parts(value)))
    digest.update(repr((frames, scene.renderer.num_plays, scene.renderer.time)).encode())
    return digest.hexdigest()


def _parts(value: Any) -> Iterator[Any]:
    """What an object is made of, in an order that is the same in both processes."""
    match value:
        case np.ndarray() if value.dtype != object:
            yield str(value.shape)
            yield value.tobytes()
        case np.ndarray() | list() | tuple() | deque():
            yield len(value)
            yield from value
        case dict():
            yield len(value)
            for key, item in list(value.items()):
                yield key
                yield item
        case set() | frozenset():
            # Its order hangs on addresses.
            yield len(value)
            yield from sorted(repr(item) for item in value if isinstance(item, _Plain))
        case types.FunctionType():
            yield value.__qualname__
            yield value.__defaults__
            yield from (cell.cell_contents for cell in value.__closure__ or () if _is_filled(cell))
        case types.MethodType():
            yield value.__func__
            yield value.__self__
        case functools.partial():
            yield from (value.func, value.args, value.keywords)
        case np.random.Generator():
            yield value.bit_generator.state
        case random.Random():
            yield value.getstate()
        case type():
            yield value.__qualname__
            if value.__module__ == MODULE_NAME:
                yield from (item for name, item in list(vars(value).items()) if not name.startswith("__"))
        case Camera():
            yield from (item for _, item in sorted(vars(value).items()) if isinstance(item, Mobject))
        case types.ModuleType():
            yield value.__name__
        case np.generic():
            yield value.item()
        case _ if type(value).__module__.startswith(_OF_SCENES) and not isinstance(value, SceneFileWriter):
            # An address, and the picture of another camera, which was drawn.
            ours = ("original_id", "pixel_array") if hasattr(value, "camera") else ("original_id",)
            for name, item in list(getattr(value, "__dict__", {}).items()):
                if name not in ours:
                    yield name
                    yield item


def _is_filled(cell: types.CellType) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False
