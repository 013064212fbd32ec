"""Tells one installed Manim from another: its version alone does not show that somebody added a class to it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import manim

PACKAGE = Path(manim.__file__).parent


def fingerprint_of(package: Path) -> str:
    """A hash of each source file's name, size and time of change; the backend makes the same to see if it holds."""
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(package).as_posix(), path) for path in package.rglob("*.py")):
        state = path.stat()
        digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


# Taken when the worker starts: what it has loaded is what it describes, whatever is installed meanwhile.
LOADED = fingerprint_of(PACKAGE)
