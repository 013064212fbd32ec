# From manim 0.22.0, manim/mobject/text/typst_mobject.py:62.
# (c) 2018 3Blue1Brown LLC, (c) 2024 the Manim Community Developers, MIT License (../licences/manim.txt).
# Changed: cut to one scene, a wait of two seconds added at its end.
from manim import *


class TypstLabelSelectionExample(Scene):
    def construct(self):
        text = Typst(
            r'''
            #box[
                *Typst* labels also work in regular markup.
            ] <headline>

            #let pick(body) = [#box(body) <picked>]
            We can highlight #pick[multiple] #pick[fragments] at once.
            ''',
            font_size=42,
        )
        text.select("headline").set_color(BLUE)
        text.select("picked").set_color(YELLOW)
        self.add(text)
        self.wait(2)
