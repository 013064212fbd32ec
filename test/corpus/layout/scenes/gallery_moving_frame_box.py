# From manimkit 0.0.5, manimkit/data/examples/gallery/moving_frame_box.py.
# (c) the Manim Community Developers, MIT License (../licences/manimkit.txt).
# Changed: its LaTeX formulas translated to Typst.
"""Highlight successive parts of an equation with a SurroundingRectangle that moves between terms.

tags: highlight, equation, frame box, SurroundingRectangle, MathTex, emphasis, animations, tex_mobject, MathTex, SurroundingRectangle
scene: MovingFrameBox
source: Manim Community example gallery (docs/source/examples.rst), MIT, (c) the Manim Community Developers

From the "Animations" section of the official ManimCE example gallery.
"""

from manim import *

class MovingFrameBox(Scene):
    def construct(self):
        text=MathTypst(
            "{{ frac(d, d x) f ( x ) g ( x ) = }} {{ f ( x ) frac(d, d x) g ( x ) }} {{ + }} {{ g ( x ) frac(d, d x) f ( x ) }}"
        )
        self.play(Write(text))
        framebox1 = SurroundingRectangle(text.select(1), buff = .1)
        framebox2 = SurroundingRectangle(text.select(3), buff = .1)
        self.play(
            Create(framebox1),
        )
        self.wait()
        self.play(
            ReplacementTransform(framebox1,framebox2),
        )
        self.wait()
