# From manimkit 0.0.5, manimkit/data/examples/gallery/opening_manim.py.
# (c) the Manim Community Developers, MIT License (../licences/manimkit.txt).
# Changed: its LaTeX formulas translated to Typst by hand.
"""A full intro sequence: title and equation write in, transform to new text, then a grid warps under a nonlinear function.

tags: intro, title, Write, Transform, NumberPlane, apply_function, grid warp, sequence, advanced projects, Tex, MathTex, Write, FadeIn, LaggedStart, NumberPlane, Create, prepare_for_nonlinear_transform
scene: OpeningManim
source: Manim Community example gallery (docs/source/examples.rst), MIT, (c) the Manim Community Developers

From the "Advanced Projects" section of the official ManimCE example gallery.
"""

from manim import *

class OpeningManim(Scene):
    def construct(self):
        title = Typst("This is some Typst")
        basel = MathTypst("sum_(n=1)^infinity 1/n^2 = pi^2/6")
        VGroup(title, basel).arrange(DOWN)
        self.play(
            Write(title),
            FadeIn(basel, shift=DOWN),
        )
        self.wait()

        transform_title = Typst("That was a transform")
        transform_title.to_corner(UP + LEFT)
        self.play(
            Transform(title, transform_title),
            LaggedStart(*[FadeOut(obj, shift=DOWN) for obj in basel]),
        )
        self.wait()

        grid = NumberPlane()
        grid_title = Typst("This is a grid", font_size=72)
        grid_title.move_to(transform_title)

        self.add(grid, grid_title)  # Make sure title is on top of grid
        self.play(
            FadeOut(title),
            FadeIn(grid_title, shift=UP),
            Create(grid, run_time=3, lag_ratio=0.1),
        )
        self.wait()

        grid_transform_title = Typst("That was a non-linear function \\ applied to the grid")
        grid_transform_title.move_to(grid_title, UL)
        grid.prepare_for_nonlinear_transform()
        self.play(
            grid.animate.apply_function(
                lambda p: p
                          + np.array(
                    [
                        np.sin(p[1]),
                        np.sin(p[0]),
                        0,
                    ]
                )
            ),
            run_time=3,
        )
        self.wait()
        self.play(Transform(grid_title, grid_transform_title))
        self.wait()
