"""What a scene shows at one moment as a picture of a quality's size."""

from __future__ import annotations

from pathlib import Path

from manim import Scene, config
from PIL import Image

from ..quality import QUALITIES
from ..unrasterised import draw_frame

# Written fast: the picture is read once, by a view beside the code.
_COMPRESSION = 1


def write_frame(scene: Scene, quality: str, target: Path) -> tuple[int, int]:
    """Draws the scene into a PNG; answers width and height in pixels."""
    camera, size = scene.renderer.camera, QUALITIES[quality]
    if (camera.pixel_width, camera.pixel_height) != (size.width, size.height):
        # The scene's own frame stays as it is: a camera may have moved or zoomed.
        config.pixel_width, config.pixel_height = size.width, size.height
        camera.pixel_width, camera.pixel_height = size.width, size.height
        camera.init_background()
        camera.reset()
    picture = Image.fromarray(draw_frame(scene), mode="RGBA").convert("RGB")
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(target, compress_level=_COMPRESSION)
    return picture.width, picture.height
