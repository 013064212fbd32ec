# From statanim 0.1.9, statanim/scenes/demo_clt.py.
# (c) 2026 Rishabh Bhartiya, MIT License (../licences/statanim.txt).
# Changed: one act cut to a scene of its own, formulas in their way without LaTeX.
import numpy as np
from typing import Optional, List
from manim import *


def MathTex(*_parts, **_options):
    raise ValueError("no LaTeX here: the scene takes its own way without")


P = {
    # Population colours (one per distribution)
    "uniform_fill":   "#1A3A5C",
    "uniform_ridge":  "#70B4EE",
    "exp_fill":       "#2A1A5C",
    "exp_ridge":      "#B070EE",
    "bimodal_fill":   "#1A3A20",
    "bimodal_ridge":  "#70EE90",

    # Sample dots
    "dot":            "#F0C040",
    "dot_mean":       "#FF6040",
    "mean_beam":      "#FF9060",

    # Histogram
    "bar":            "#3A7AC8",
    "bar_lite":       "#60A0F0",
    "bar_side":       "#1A3A68",
    "bar_flash":      "#FFD060",

    # Theory curve
    "theory":         "#F0C040",
    "theory_dash":    "#806010",

    # SE arrow
    "se":             "#D4AF37",
    "se_label":       "#F8E090",

    # Formula terms
    "f_xbar":         "#70C8FF",
    "f_mu":           "#FFD060",
    "f_sigma":        "#FF9060",
    "f_n":            "#90FF90",
    "f_norm":         "#E080FF",
    "f_eq":           "#C8D8E8",

    # QQ plot
    "qq_dot":         "#60C0FF",
    "qq_line":        "#FFD060",
    "qq_axis":        "#506070",

    # Title / UI
    "title":          "#D8F0FF",
    "subtitle":       "#8090A8",
    "badge_bg":       "#0C1018",
    "badge_border":   "#2A3848",
    "section":        "#607080",
    "bg":             "#080C12",
    "bg_panel":       "#0C1018",
    "panel_border":   "#2A3848",
}


def _section_label(text: str) -> Text:
    return Text(text, font_size=16, color=P["section"])


def _norm_pdf_scene(x: np.ndarray, mu: float, sigma: float) -> np.ndarray:
    return np.exp(-0.5 * ((x - mu) / sigma) ** 2) / (sigma * np.sqrt(2 * PI))


class _MiniHistogram(VGroup):

    def __init__(
        self,
        means:      np.ndarray,
        mu:         float,
        sigma_n:    float,
        n_bins:     int   = 18,
        width:      float = 3.5,
        height:     float = 2.2,
        baseline_y: float = 0.0,
        show_theory: bool = True,
        **kwargs,
    ):
        super().__init__(**kwargs)

        means = np.asarray(means)
        if len(means) == 0:
            return

        # Bin setup: ±3.5 SE around mu
        x_lo = mu - 3.8 * sigma_n
        x_hi = mu + 3.8 * sigma_n
        edges   = np.linspace(x_lo, x_hi, n_bins + 1)
        centres = (edges[:-1] + edges[1:]) / 2
        counts, _ = np.histogram(means, bins=edges)
        max_count = max(counts.max(), 1)
        bin_w_px  = width / n_bins
        dx        = bin_w_px * 0.07   # 3-D right-face depth
        cap_h     = 0.040

        # ── Axis ──────────────────────────────────────────────────────
        self.add(Line(
            [-width/2, baseline_y, 0.001],
            [ width/2, baseline_y, 0.001],
            stroke_color=P["qq_axis"], stroke_width=1.2,
        ))

        # Tick marks
        for i in range(n_bins + 1):
            xp = i * bin_w_px - width/2
            self.add(Line(
                [xp, baseline_y - 0.05, 0.001],
                [xp, baseline_y + 0.05, 0.001],
                stroke_color=P["qq_axis"], stroke_width=0.7,
            ))

        # ── Bars ──────────────────────────────────────────────────────
        for i, count in enumerate(counts):
            if count == 0:
                continue
            h   = (count / max_count) * height
            xl  = i * bin_w_px - width / 2
            xr  = xl + bin_w_px
            by  = baseline_y

            # Front face
            self.add(Rectangle(
                width=bin_w_px - 0.012,
                height=h,
                fill_color=P["bar"],
                fill_opacity=0.88,
                stroke_color=P["bar_side"],
                stroke_width=0.4,
            ).move_to([xl + bin_w_px/2, by + h/2, 0.002]))

            # Right side
            side = Polygon(
                [xr - 0.006, by,   0.002],
                [xr - 0.006 + dx, by + dx*0.5,   0.002],
                [xr - 0.006 + dx, by + h + dx*0.5, 0.002],
                [xr - 0.006, by + h, 0.002],
                fill_color=P["bar_side"],
                fill_opacity=0.80, stroke_width=0,
            )
            side.shift([0, 0, 0.001])
            self.add(side)

            # Top cap
            top = Polygon(
                [xl + 0.006,     by + h,           0.004],
                [xr - 0.006,     by + h,           0.004],
                [xr - 0.006 + dx, by + h + dx*0.5, 0.004],
                [xl + 0.006 + dx, by + h + dx*0.5, 0.004],
                fill_color=P["bar_lite"],
                fill_opacity=0.88, stroke_width=0,
            )
            self.add(top)

            # AO base shadow
            self.add(Rectangle(
                width=bin_w_px - 0.012,
                height=0.040,
                fill_color="#040608",
                fill_opacity=0.55, stroke_width=0,
            ).move_to([xl + bin_w_px/2, by + 0.020, 0.003]))

        # ── Theoretical overlay ───────────────────────────────────────
        if show_theory and len(means) >= 5:
            raw_x  = np.linspace(x_lo, x_hi, 300)
            y_pdf  = _norm_pdf_scene(raw_x, mu, sigma_n)
            y_pdf  = np.where(np.isfinite(y_pdf), y_pdf, 0.0)
            bin_w_raw = (x_hi - x_lo) / n_bins
            scale  = (len(means) * bin_w_raw
                      * height / max_count)
            x_px   = (raw_x - x_lo) / (x_hi - x_lo) * width - width/2
            y_px   = y_pdf * scale

            # Fill
            verts = (
                [[float(x_px[0]), baseline_y, 0]]
                + [[float(x), float(y), 0]
                   for x, y in zip(x_px, y_px)]
                + [[float(x_px[-1]), baseline_y, 0]]
            )
            if len(verts) >= 3:
                self.add(Polygon(*verts,
                                 fill_color="#2A1A00",
                                 fill_opacity=0.35,
                                 stroke_width=0).shift([0,0,0.006]))

            # Curve
            step  = max(1, len(x_px)//80)
            pts3d = [np.array([float(x_px[i]), float(y_px[i]), 0.008])
                     for i in range(0, len(x_px), step)
                     if y_px[i] > 0.005]
            if len(pts3d) >= 2:
                sp = VMobject(stroke_color=P["theory"],
                              stroke_width=2.0, stroke_opacity=0.90)
                sp.set_points_smoothly(pts3d)
                self.add(sp)

        self._counts   = counts
        self._n_bins   = n_bins
        self._x_lo     = x_lo
        self._x_hi     = x_hi
        self._width    = width
        self._height   = height
        self._baseline = baseline_y


class _SEPanel(VGroup):

    def __init__(
        self,
        means:      np.ndarray,
        mu:         float,
        sigma_n:    float,
        n:          int,
        width:      float = 2.80,
        height:     float = 2.20,
        baseline_y: float = 0.0,
        **kwargs,
    ):
        super().__init__(**kwargs)
        z0 = 0.001

        # Histogram
        hist = _MiniHistogram(
            means=means,
            mu=mu, sigma_n=sigma_n,
            n_bins=16,
            width=width, height=height,
            baseline_y=baseline_y,
        )
        self.add(hist)

        # SE arrow
        px_per_unit = width / (7.6 * sigma_n)  # ±3.8 SE range → full width
        se_px_half  = sigma_n * px_per_unit
        arr = DoubleArrow(
            start=[-se_px_half, baseline_y - 0.50, z0+0.002],
            end  =[ se_px_half, baseline_y - 0.50, z0+0.002],
            stroke_color=P["se"], stroke_width=1.8,
            tip_length=0.13, buff=0,
        )
        self.add(arr)

        se_lbl = Text(f"SE={sigma_n:.3f}", font_size=12,
                      color=P["se_label"])
        se_lbl.move_to([0, baseline_y - 0.82, z0+0.002])
        self.add(se_lbl)

        # n label
        n_lbl = Text(f"n = {n}", font_size=18, color=P["title"])
        n_lbl.move_to([0, baseline_y + height + 0.30, z0+0.003])
        self.add(n_lbl)


class NEffect(Scene):
    POP_PARAMS = {"lam": 1.0}
    SIGMA_POP = 1.0          # σ for exponential(lam=1)
    MU_POP    = 1.0          # μ for exponential(lam=1)

    def construct(self):
        bg = Rectangle(width=16, height=9, fill_color=P["bg"], fill_opacity=1.0, stroke_width=0)
        self.add(bg)
        act_lbl = _section_label("Act 5 — The Effect of n")
        act_lbl.to_corner(LEFT + UP, buff=0.22)
        self.play(FadeIn(act_lbl, run_time=0.4))

        n_values = [1, 5, 30, 100]
        rng      = np.random.default_rng(7)
        k_pre    = 120

        panels = VGroup()
        spacing = 3.40
        for i, n in enumerate(n_values):
            sigma_n = self.SIGMA_POP / np.sqrt(n)
            means   = np.array([
                float(np.mean(rng.exponential(
                    1.0/self.POP_PARAMS["lam"], n
                )))
                for _ in range(k_pre)
            ])
            pan = _SEPanel(
                means=means,
                mu=self.MU_POP, sigma_n=sigma_n,
                n=n,
                width=2.80, height=2.20,
                baseline_y=0.0,
            )
            pan.move_to([(i - 1.5) * spacing, 0.40, 0])
            panels.add(pan)

        self.play(
            *[FadeIn(p, shift=UP*0.15,
                     run_time=0.60 + i*0.10)
              for i, p in enumerate(panels)],
        )
        self.wait(0.5)

        # SE = σ/√n formula reveal
        try:
            se_form = MathTex(
                r"\mathrm{SE} = \frac{\sigma}{\sqrt{n}}"
                r"\quad\Rightarrow\quad"
                r"\text{larger }n\Rightarrow\text{narrower distribution}",
                font_size=24, color=P["se_label"],
            )
        except Exception:
            se_form = Text(
                "SE = σ/√n  →  larger n → narrower distribution",
                font_size=20, color=P["se_label"],
            )
        se_form.move_to([0, -2.20, 0])
        self.play(Write(se_form, run_time=1.2))
        self.wait(0.8)

        # Live SE values
        for i, n in enumerate(n_values):
            sigma_n = self.SIGMA_POP / np.sqrt(n)
            self.play(
                Indicate(panels[i], color=P["se"],
                         scale_factor=1.05, run_time=0.45),
            )
            self.wait(0.08)
        self.wait(0.5)

        self.play(
            FadeOut(panels),
            FadeOut(se_form),
            FadeOut(act_lbl),
            run_time=0.55,
        )
