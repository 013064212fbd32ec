"""What the worker inherits and what scene code must not: descriptors, keys, folders, settings files."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

_SECRET = re.compile(
    r"KEY|TOKEN|SECRET|PASSW|CREDENTIAL|COOKIE|^(GEMINI|GOOGLE|OPENAI|ANTHROPIC|AWS|AZURE|GITHUB|GH|NPM|HF|S3|REDIS|DATABASE)_",
    re.IGNORECASE,
)


def strip_secrets(environment: MutableMapping[str, str]) -> bool:
    """Drops what may be a key; answers whether there was any."""
    found = [name for name in environment if _SECRET.search(name)]
    for name in found:
        del environment[name]
    return bool(found)


def start_over_without_secrets() -> None:
    """Drops keys from the environment, and from the copy of it that the kernel shows, by starting anew."""
    if strip_secrets(os.environ) and hasattr(os, "fork") and sys.orig_argv and sys.executable:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def take_over_streams() -> tuple[int, int]:
    """Private descriptors for requests and answers; 0 and 1 lead nowhere from here on."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return requests, answers


def import_manim(scratch: Path) -> None:
    """Imports Manim where no manim.cfg of a project or a user can be read, and one thread only is started."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        # A thread pool does not survive a fork.
        os.environ[name] = "1"
    home = os.environ.get("HOME")
    with tempfile.TemporaryDirectory(prefix=".start-", dir=scratch) as empty:
        os.chdir(empty)
        os.environ["HOME"] = empty
        try:
            from .settings import forget_user_settings

            forget_user_settings()
        finally:
            os.chdir(scratch)
            if home is None:
                del os.environ["HOME"]
            else:
                os.environ["HOME"] = home
