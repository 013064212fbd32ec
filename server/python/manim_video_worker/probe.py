"""What this Python has installed, found without importing any of it. Runs on Python 3.8 and newer."""

import json
import platform
import shutil
import sys


def installed_version(name):
    """The version of an installed distribution, or None."""
    try:
        from importlib.metadata import version

        return version(name)
    except Exception:  # not installed, no importlib.metadata, or broken metadata: all mean it cannot be used
        return None


def has_latex():
    """Whether Manim's default LaTeX pipeline can run: latex and dvisvgm on the PATH."""
    return bool(shutil.which("latex") and shutil.which("dvisvgm"))


def main(arguments):
    """Prints one JSON object for the doctor."""
    found = {
        "python": platform.python_version(),
        "executable": sys.executable,
        "prefix": sys.prefix,
        "base_prefix": sys.base_prefix,
        "manim": installed_version("manim"),
        "typst": installed_version("typst"),
        "latex": has_latex(),
    }
    print(json.dumps(found))
    return 0
