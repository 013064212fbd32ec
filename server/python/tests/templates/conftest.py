"""What every test of a template shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from manim import tempconfig


@pytest.fixture(autouse=True)
def media_elsewhere(tmp_path: Path) -> Iterator[None]:
    """Typst's files go to a folder of the test's own, not beside the tests."""
    with tempconfig({"media_dir": str(tmp_path)}):
        yield
