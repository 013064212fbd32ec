"""hello: what is installed, without running anything."""

from __future__ import annotations

import os
import platform
from typing import Any

from .probe import has_latex, installed_version


def hello() -> dict[str, Any]:
    """The contract's HelloResult."""
    return {
        "python": platform.python_version(),
        "manim": installed_version("manim") or "",
        "typst": installed_version("typst"),
        "latex": has_latex(),
        "forks": hasattr(os, "fork"),
    }
