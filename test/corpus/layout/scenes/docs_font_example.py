# From manim 0.22.0, manim/mobject/text/text_mobject.py:1085.
# (c) 2018 3Blue1Brown LLC, (c) 2024 the Manim Community Developers, MIT License (../licences/manim.txt).
# Changed: cut to one scene, a wait of two seconds added at its end.
from manim import *


class FontExample(Scene):
    def construct(self):
        text1 = MarkupText(
            'all in sans <span font_family="serif">except this</span>', font="sans"
        )
        text2 = MarkupText(
            '<span font_family="serif">mixing</span> <span font_family="sans">fonts</span> <span font_family="monospace">is ugly</span>'
        )
        text3 = MarkupText("special char > or &gt;")
        text4 = MarkupText("special char &lt; and &amp;")
        group = VGroup(text1, text2, text3, text4).arrange(DOWN)
        self.add(group)
        self.wait(2)
