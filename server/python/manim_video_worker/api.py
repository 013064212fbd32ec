"""api: describes the Manim that is loaded into a file, so that a model can be told of what will run its code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .api_entries import all_entries
from .api_fingerprint import LOADED, PACKAGE
from .channel import Channel
from .messages import Api
from .probe import installed_version

FILE = "api.json"


def describe(request: Api, scratch: Path, _channel: Channel) -> dict[str, Any]:
    """The contract's ApiResult."""
    folder = scratch / request.run
    folder.mkdir(parents=True)
    entries = list(all_entries())
    (folder / FILE).write_text(json.dumps({"entries": entries}), "utf-8")
    return {
        "output": f"{request.run}/{FILE}",
        "entries": len(entries),
        "manim": installed_version("manim") or "",
        "package": str(PACKAGE),
        "fingerprint": LOADED,
    }
