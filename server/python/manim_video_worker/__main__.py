"""Starts the worker from its folder: python -I -B <this folder> --scratch DIR, or --probe.

Nothing here or in probe.py may need a newer Python than 3.8: the doctor runs --probe with any Python it finds, to say
what is missing.
"""

import importlib.util
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def load_package():
    """Makes this folder importable as manim_video_worker without leaving a folder of ours on sys.path."""
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != HERE]
    spec = importlib.util.spec_from_file_location(
        "manim_video_worker", os.path.join(HERE, "__init__.py"), submodule_search_locations=[HERE]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["manim_video_worker"] = package
    spec.loader.exec_module(package)


if __name__ == "__main__":
    load_package()
    if "--probe" in sys.argv[1:]:
        from manim_video_worker.probe import main
    else:
        from manim_video_worker.worker import main
    sys.exit(main(sys.argv[1:]))
