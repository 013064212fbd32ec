# From statanim 0.1.9, statanim/scenes/demo_hypothesis.py.
# (c) 2026 Rishabh Bhartiya, MIT License (../licences/statanim.txt).
# Changed: one act cut to a scene of its own, formulas in their way without LaTeX.
import numpy as np
from typing import Optional
from manim import *


def MathTex(*_parts, **_options):
    raise ValueError("no LaTeX here: the scene takes its own way without")


P = {
    "bg":           "#080C12",
    "bg_panel":     "#0C1018",
    "panel_border": "#2A3848",
    "title":        "#D8F0FF",
    "subtitle":     "#607888",
    "section":      "#405060",

    # Hypothesis components
    "h0":           "#3A7AC8",
    "h1":           "#C84030",
    "alpha":        "#D4AF37",
    "pvalue":       "#8040C0",
    "reject":       "#D03030",
    "keep":         "#30A050",

    # Data dots
    "dot":          "#F0C040",
    "dot_mean":     "#FF6040",
    "dot_strip":    "#304050",

    # Calculation panel
    "calc_bg":      "#0E1420",
    "calc_border":  "#2A3848",
    "calc_formula": "#70B8F0",
    "calc_sub":     "#F0A050",
    "calc_result":  "#60E080",
    "calc_key":     "#6080A0",

    # Checklist
    "check_yes":    "#40C060",
    "check_no":     "#C04040",
    "check_box":    "#304050",

    # p-value gauge
    "gauge_bg":     "#101820",
    "gauge_fill":   "#8040C0",
    "gauge_border": "#2A3848",

    # Flowchart
    "flow_node":    "#1A2838",
    "flow_border":  "#3A5878",
    "flow_arrow":   "#506878",
    "flow_decision":"#1A2820",
    "flow_dec_brd": "#3A6850",

    # Court analogy
    "scales_metal": "#B8A060",
    "scales_dark":  "#6A5830",
    "scales_chain": "#D4B870",

    "chi2_bar_obs": "#E07030",
    "chi2_bar_exp": "#3070C0",
    "chi2_diff":    "#A04080",
}


def _section_label(text: str) -> Text:
    return Text(text, font_size=16, color=P["section"])


def _fade(*mobs, scene: Scene, rt: float = 0.50):
    scene.play(*[FadeOut(m) for m in mobs if m is not None], run_time=rt)


class _ScalesIcon(VGroup):

    def __init__(
        self,
        scale:    float = 1.0,
        tilt:     float = 0.0,
        **kwargs,
    ):
        super().__init__(**kwargs)
        z0     = 0.001
        col    = P["scales_metal"]
        dark   = P["scales_dark"]
        chain  = P["scales_chain"]

        # ── Base ──────────────────────────────────────────────────────
        base = Polygon(
            [-0.50*scale, -1.60*scale, z0],
            [ 0.50*scale, -1.60*scale, z0],
            [ 0.06*scale, -0.90*scale, z0],
            [-0.06*scale, -0.90*scale, z0],
            fill_color=dark, fill_opacity=1.0, stroke_width=0,
        )
        self.add(base)

        # ── Post ──────────────────────────────────────────────────────
        post = Rectangle(
            width=0.10*scale, height=1.90*scale,
            fill_color=col, fill_opacity=1.0, stroke_width=0,
        )
        post.move_to([0, -0.05*scale, z0+0.001])
        self.add(post)

        # ── Pivot circle ──────────────────────────────────────────────
        pivot = Circle(
            radius=0.10*scale,
            fill_color=col, fill_opacity=1.0, stroke_width=0,
        )
        pivot.move_to([0, 0.85*scale, z0+0.003])
        self.add(pivot)

        # ── Beam (tilted) ─────────────────────────────────────────────
        beam = Rectangle(
            width=2.60*scale, height=0.08*scale,
            fill_color=col, fill_opacity=1.0, stroke_width=0,
        )
        beam.move_to([0, 0.85*scale, z0+0.002])
        beam.rotate(tilt, about_point=[0, 0.85*scale, 0])
        self.add(beam)

        # ── Chains + pans ─────────────────────────────────────────────
        for side, label_str in [(-1, "H₀"), (1, "H₁")]:
            # Chain attachment point (end of beam)
            bx    = side * 1.30 * scale
            by_top = 0.85 * scale + side * np.sin(tilt) * 1.30 * scale
            by_pan = by_top - 0.70 * scale

            # Chain (dashed line)
            self.add(DashedLine(
                [bx, by_top, z0+0.003],
                [bx, by_pan, z0+0.003],
                stroke_color=chain, stroke_width=1.6,
                dash_length=0.06, dashed_ratio=0.6,
            ))

            # Pan
            pan_r = 0.42 * scale
            pan_arc = Arc(
                radius=pan_r, start_angle=PI, angle=PI,
                stroke_color=col, stroke_width=2.2,
            )
            pan_arc.move_arc_center_to([bx, by_pan, z0+0.003])
            pan_line = Line(
                [bx - pan_r, by_pan, z0+0.003],
                [bx + pan_r, by_pan, z0+0.003],
                stroke_color=col, stroke_width=2.2,
            )
            self.add(pan_arc, pan_line)

            # Label in pan
            try:
                pan_lbl = MathTex(label_str, font_size=int(20*scale),
                                  color=P["h0"] if "H₀" in label_str
                                  else P["h1"])
            except Exception:
                pan_lbl = Text(label_str, font_size=int(18*scale),
                               color=P["h0"] if "H₀" in label_str
                               else P["h1"])
            pan_lbl.move_to([bx, by_pan - 0.22*scale, z0+0.004])
            self.add(pan_lbl)


class Courtroom(Scene):
    def construct(self):
        self._bg = Rectangle(width=16, height=9, fill_color=P["bg"], fill_opacity=1.0, stroke_width=0)
        self.add(self._bg)
        lbl = _section_label("Act 0 — The Logic of Hypothesis Testing")
        lbl.to_corner(LEFT+UP, buff=0.22)
        self.play(FadeIn(lbl, run_time=0.4))

        # Scales in balance (H₀ = innocent)
        scales_balanced = _ScalesIcon(scale=1.0, tilt=0.0)
        scales_balanced.scale(0.90).move_to([-1.0, 0.40, 0])
        self.play(FadeIn(scales_balanced, shift=UP*0.15,
                         rate_func=rate_functions.ease_out_back,
                         run_time=1.2))

        analogy = Text(
            "Innocent until proven guilty",
            font_size=26, color=P["h0"],
        )
        analogy.move_to([3.20, 1.20, 0])
        self.play(Write(analogy, run_time=1.0))

        arrow_to = Arrow(
            start=[2.30, 0.55, 0], end=[3.0, 0.55, 0],
            stroke_color=P["subtitle"], stroke_width=1.4,
            tip_length=0.14, buff=0,
        )
        ht_lbl = Text("H₀: no effect\n(default assumption)",
                      font_size=17, color=P["h0"])
        ht_lbl.move_to([4.30, 0.20, 0])
        self.play(Create(arrow_to, run_time=0.5),
                  FadeIn(ht_lbl, run_time=0.5))
        self.wait(0.5)

        # Evidence tips the scales
        scales_tipped = _ScalesIcon(scale=1.0, tilt=-0.18)
        scales_tipped.scale(0.90).move_to([-1.0, 0.40, 0])
        evidence_lbl = Text(
            "Evidence tips the scales…",
            font_size=22, color=P["subtitle"],
        )
        evidence_lbl.move_to([-1.0, -1.40, 0])
        self.play(
            ReplacementTransform(scales_balanced, scales_tipped,
                                 run_time=1.0),
            FadeIn(evidence_lbl, run_time=0.7),
        )
        self.wait(0.5)

        # The four concepts
        concepts = [
            ("H₀",      "Null hypothesis   (default)",           P["h0"]),
            ("H₁",      "Alternative hypothesis",                 P["h1"]),
            ("α",        "Significance level (false-positive rate)",P["alpha"]),
            ("p-value", "Probability of observed data | H₀ true",P["pvalue"]),
        ]
        concept_grp = VGroup()
        for i, (sym, desc, col) in enumerate(concepts):
            try:
                sm = MathTex(sym, font_size=22, color=col)
            except Exception:
                sm = Text(sym, font_size=20, color=col)
            dm = Text(desc, font_size=14, color=P["subtitle"])
            sm.move_to([-1.30, -2.10 + i*0.52, 0])
            dm.move_to([sm.get_right()[0]+0.18+dm.width/2,
                        -2.10 + i*0.52, 0])
            concept_grp.add(sm, dm)
        self.play(FadeIn(concept_grp, shift=UP*0.08, run_time=0.9))
        self.wait(1.0)

        _fade(scales_tipped, analogy, arrow_to, ht_lbl,
              evidence_lbl, concept_grp, lbl, scene=self)
