"""Start-up of the worker: private streams first, keys dropped, Manim imported once, then serving."""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
from pathlib import Path

from . import surroundings
from .messages import write_line
from .typst_fonts import read_fonts_once

# Of 19: a render takes what nobody else asks for, and still all of an idle machine.
BACKGROUND = 15


def main(arguments: list[str]) -> int:
    """Serves the backend; answers the exit status."""
    parser = argparse.ArgumentParser(prog="manim_video_worker")
    parser.add_argument("--scratch", type=Path, required=True, help="the only folder that is written to")
    parser.add_argument("--no-fork", action="store_true", help="serve one request in this process, then end")
    parser.add_argument("--background", action="store_true", help="let whoever waits for an answer go first")
    options = parser.parse_args(arguments)
    # Starts this program once more where it has to: what follows is done once.
    surroundings.start_over_without_secrets()
    if options.background and hasattr(os, "nice"):
        os.nice(BACKGROUND)
    requests, answers = surroundings.take_over_streams()
    scratch = options.scratch.absolute()
    scratch.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
    surroundings.import_manim(scratch)
    from .outlines import share_outlines

    read_fonts_once()
    share_outlines()
    if options.no_fork or not hasattr(os, "fork"):
        from .in_process import serve_one

        os.write(answers, write_line({"type": "ready"}))
        return serve_one(scratch, requests, answers)
    from . import limits
    from .loop import Worker

    limits.prepare_worker()
    # What is here now is never collected, so a fork copies none of it by looking at it.
    gc.collect()
    gc.freeze()
    Worker(scratch, requests, answers).serve()
    return 0
