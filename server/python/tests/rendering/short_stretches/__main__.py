"""The worker with stretches of one play each, so that short scenes are cut as often as they can be, whose videos lose nothing
of the frames that were drawn."""

import importlib.util
import sys
from pathlib import Path

if __name__ == "__main__":
    start = Path(__file__).parents[3] / "manim_video_worker" / "__main__.py"
    spec = importlib.util.spec_from_file_location("start", start)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.load_package()

    from manim_video_worker import render
    from manim_video_worker.rendering import worth
    from manim_video_worker.rendering.encoding import encoder_options
    from manim_video_worker.worker import main

    worth.STRETCH_PIXELS = 1
    render.encoder_options = lambda quality, *, draft: {**encoder_options(quality, draft=draft), "crf": "0"}
    sys.exit(main(sys.argv[1:]))
