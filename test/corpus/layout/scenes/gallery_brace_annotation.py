# From manimkit 0.0.5, manimkit/data/examples/gallery/brace_annotation.py.
# (c) the Manim Community Developers, MIT License (../licences/manimkit.txt).
# Changed: its LaTeX formulas translated to Typst by hand, a wait of two seconds added at its end.
"""Annotate a line segment with braces and text/LaTeX labels in two directions.

tags: brace, annotation, label, measurement, still image, basic concepts, Brace, get_text, get_tex
scene: BraceAnnotation
source: Manim Community example gallery (docs/source/examples.rst), MIT, (c) the Manim Community Developers

From the "Basic Concepts" section of the official ManimCE example gallery.
"""

from manim import *

class BraceAnnotation(Scene):
    def construct(self):
        dot = Dot([-2, -1, 0])
        dot2 = Dot([2, 1, 0])
        line = Line(dot.get_center(), dot2.get_center()).set_color(ORANGE)
        b1 = Brace(line)
        b1text = Text("Horizontal distance", font_size=40).next_to(b1, DOWN)
        b2 = Brace(line, direction=line.copy().rotate(PI / 2).get_unit_vector())
        b2text = MathTypst("x - x_1")
        b2.put_at_tip(b2text)
        self.add(line, dot, dot2, b1, b2, b1text, b2text)
        self.wait(2)
