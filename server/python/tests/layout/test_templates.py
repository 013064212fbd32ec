"""The built-in templates, which people have looked at, have no finding."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from looking import findings

TEMPLATES = Path(__file__).parents[4] / "media" / "templates"
SCENES = sorted(TEMPLATES.glob("*/scenes/*.py"))
# All of them take minutes, which `npm run soak` has.
LOOKED_AT = SCENES if os.environ.get("MANIM_VIDEO_SOAK") == "1" else SCENES[::6]


@pytest.mark.parametrize("scene", LOOKED_AT, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_a_template_has_no_finding(worker, scene):
    assert findings(worker, scene.read_text("utf-8"), limits={"seconds": 120}) == []
