"""What the package manim-vision says of scenes: one JSON object a scene, in the shape that measure.py prints.

Standard input and output as of measure.py. The first argument is the folder that the package was installed into. Each
scene runs in a fork, with nothing drawn, as the worker's check does; a collision that the package reports is given as
layout-overlap, with both names it has for the two objects.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "faults"))
sys.path.append(sys.argv[1])

from manim_vision import ManimVision
from observe import FILE, Playback, Scene, SceneCode, attached, config, drawing_stopped, load, play, read_and_look

SECONDS = 20
"""Of processor time for one scene: several times what the worker's own check takes for the slowest."""


def collisions(source: str) -> list[dict[str, Any]]:
    """The package's collisions of the file's first scene."""
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as media:
        loaded = load(
            read_and_look(SceneCode(source=source, file=FILE, allowed_imports=frozenset())), Path(media), "low"
        )
        config.dry_run = True

        def perform(chosen: type[Scene]) -> Scene:
            scene = chosen()
            ManimVision.monitor(scene, output_mode="silent")
            scene.render()
            ManimVision.shutdown(scene)
            for event in (ManimVision.results(scene) or {}).get("collision_events", []):
                names = " and ".join(event["objects"])
                found.append({"code": "layout-overlap", "message": names, "time": event["start_time"],
                              "until": event["end_time"]})  # fmt: skip
            return scene

        playback = Playback()
        with drawing_stopped(playback), attached(playback):
            play(loaded, next(iter(loaded.scenes)), playback, perform)
    return found


def answer(source: str) -> dict[str, Any]:
    """Runs in a fork and answers what it found or why it did not."""
    with tempfile.NamedTemporaryFile(suffix=".json") as told:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            try:
                result: dict[str, Any] = {"findings": collisions(source)}
            except BaseException as error:
                result = {"failed": [repr(error)[:300]]}
            Path(told.name).write_text(json.dumps(result))
            os._exit(0)
        os.waitpid(child, 0)
        text = Path(told.name).read_text()
    return json.loads(text) if text else {"failed": [f"no answer within {SECONDS} s of processor time"]}


def main() -> None:
    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        wanted = json.loads(line)
        print(json.dumps({"id": wanted["id"], **answer(wanted["source"])}), flush=True)


main()
