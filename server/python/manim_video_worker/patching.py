"""Replacing methods of Manim's classes for the length of one run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def patched(owner: type, **methods: Any) -> Iterator[None]:
    """Sets these attributes of a class, and puts the earlier ones back."""
    earlier = {name: getattr(owner, name) for name in methods}
    for name, method in methods.items():
        setattr(owner, name, method)
    try:
        yield
    finally:
        for name, method in earlier.items():
            setattr(owner, name, method)
