"""What the camera shows: which part of the scene, and where a point of a mobject comes to lie in the picture.

Positions are measured in a picture that is 8 high, as Manim's frame is before a scene changes it, around (0, 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import ManimColor, Mobject, MovingCamera, Scene, ThreeDCamera

Array = np.ndarray[Any, Any]
HEIGHT = 8.0
# Pixels of height that a viewer is sure to have: the smallest quality.
PIXELS = 480


@dataclass(frozen=True)
class View:
    """The camera at one moment."""

    centre: tuple[float, float]
    width: float
    height: float
    background: tuple[float, float, float]
    # A 3-D camera that looks from the side: what is not fixed in the frame lies where the projection puts it.
    turned: bool
    # The background is a picture, or see-through: nothing is known of its colours.
    unknown_background: bool

    @property
    def scale(self) -> float:
        """From units of the scene to units of the picture."""
        return HEIGHT / self.height

    def shows_same_part(self, other: View) -> bool:
        """Whether another view has the same place and size."""
        return bool(np.allclose([*self.centre, self.width, self.height], [*other.centre, other.width, other.height]))

    @property
    def half_width(self) -> float:
        """Half the width of the picture."""
        return HEIGHT / 2 * self.width / self.height


def view_of(scene: Scene) -> View:
    """Asks the scene's own camera, which may have moved or have been set up otherwise than the configuration says."""
    camera = scene.camera
    if isinstance(camera, MovingCamera):
        frame = camera.frame
        centre, width, height = frame.get_center(), frame.width, frame.height
    else:
        centre, width, height = np.asarray(camera.frame_center), camera.frame_width, camera.frame_height
    turned = isinstance(camera, ThreeDCamera) and bool(
        abs(camera.get_phi()) > 1e-6 or abs(camera.get_theta() + np.pi / 2) > 1e-6 or abs(camera.get_gamma()) > 1e-6
    )
    if isinstance(camera, ThreeDCamera):
        centre = np.zeros(3)
        if not turned and not np.allclose(camera.frame_center, 0):
            turned = True
        width, height = width / camera.get_zoom(), height / camera.get_zoom()
    # A scene may have set it to a name or a code.
    red, green, blue = ManimColor.parse(camera.background_color).to_rgb()
    return View(
        (float(centre[0]), float(centre[1])),
        max(float(width), 1e-6),
        max(float(height), 1e-6),
        (float(red), float(green), float(blue)),
        turned,
        getattr(camera, "background_image", None) is not None or getattr(camera, "background_opacity", 1) < 1,
    )


def fixed_leaves(scene: Scene) -> set[int]:
    """Identities of what stays in its place of the frame, however a 3-D camera turns."""
    camera = scene.camera
    return {id(leaf) for leaf in camera.fixed_in_frame_mobjects} if isinstance(camera, ThreeDCamera) else set()


def on_picture(view: View, points: Array) -> Array:
    """Points of the scene, as rows of x and y of the picture."""
    return (points[:, :2] - view.centre) * view.scale


def is_flat(mobject: Mobject) -> bool:
    """Whether a mobject is drawn as an outline in the plane, and not as a solid that is shaded."""
    return not getattr(mobject, "shade_in_3d", False)
