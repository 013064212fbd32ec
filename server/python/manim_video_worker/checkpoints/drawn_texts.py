"""Formulas and texts that runs of a document have set: Manim looks for the file of each before it sets it again.

Each run has files of its own, linked from and to a store of the document: none sees another's half-written one.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

# Manim's folders within a media folder (settings.enforce_run), and how many files of each are kept.
_FOLDERS = ("Tex", "texts")
_FILES_LIMIT = 500


def lend(store: Path, media_folder: Path) -> None:
    """Gives a run what earlier ones have set."""
    _link(store, media_folder)


def keep(media_folder: Path, store: Path) -> None:
    """Keeps what a run has set; only of a run that came to its end, so that every file is whole."""
    _link(media_folder, store)


def _link(source: Path, target: Path) -> None:
    for folder in _FOLDERS:
        with contextlib.suppress(OSError):
            files = [entry for entry in os.scandir(source / folder) if entry.name.endswith(".svg")]
            (target / folder).mkdir(parents=True, exist_ok=True)
            room = _FILES_LIMIT - len(os.listdir(target / folder))
            for entry in files[: max(0, room)]:
                if entry.is_file(follow_symlinks=False):
                    with contextlib.suppress(FileExistsError):
                        (target / folder / entry.name).hardlink_to(entry.path)
