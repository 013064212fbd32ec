"""What the built-in templates ship: their storyboards, and their scene files as modules."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

TEMPLATES = Path(__file__).parents[4] / "media" / "templates"


def storyboard(template: str) -> dict[str, Any]:
    """The storyboard of a template."""
    board: dict[str, Any] = json.loads((TEMPLATES / template / "storyboard.json").read_text(encoding="utf-8"))
    return board


def scene_module(template: str, name: str) -> ModuleType:
    """A scene file as a module of its own."""
    file = TEMPLATES / template / "scenes" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"{template}_{name}".replace("-", "_"), file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
