"""Typst with its fonts read once: else each formula reads them all again, which is nearly all of its time."""

from __future__ import annotations

import functools
from typing import Any


def read_fonts_once() -> None:
    """Once in the worker, before it forks. It compiles nothing: the compiler's threads would not survive a fork."""
    try:
        import typst

        fonts = typst.Fonts()
    except (ImportError, AttributeError):
        # Not installed, which a scene that needs it will say, or a version that cannot share fonts.
        return
    compile_with_any = typst.compile

    @functools.wraps(compile_with_any)
    def compile_shared(*arguments: Any, font_paths: Any = (), **options: Any) -> Any:
        return compile_with_any(*arguments, font_paths=font_paths or fonts, **options)

    typst.compile = compile_shared
