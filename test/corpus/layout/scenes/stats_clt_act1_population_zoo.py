# From statanim 0.1.9, statanim/scenes/demo_clt.py.
# (c) 2026 Rishabh Bhartiya, MIT License (../licences/statanim.txt).
# Changed: one act cut to a scene of its own, formulas in their way without LaTeX.
import numpy as np
from typing import Optional, List
from manim import *

_ic = interpolate_color
_SD_AVAILABLE = False


interpolate_color = lambda c1, c2, t: _ic(ManimColor(c1), ManimColor(c2), t)


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


def _badge(text: str, color: str = None) -> VGroup:
    g   = VGroup()
    col = color or P["subtitle"]
    lbl = Text(text, font_size=15, color=col)
    bg  = RoundedRectangle(
        width=lbl.width + 0.22,
        height=lbl.height + 0.14,
        corner_radius=0.06,
        fill_color=P["badge_bg"],
        fill_opacity=0.90,
        stroke_color=col,
        stroke_width=0.7,
    )
    bg.move_to(ORIGIN)
    lbl.move_to([0, 0, 0.001])
    g.add(bg, lbl)
    return g


def _norm_pdf_scene(x: np.ndarray, mu: float, sigma: float) -> np.ndarray:
    return np.exp(-0.5 * ((x - mu) / sigma) ** 2) / (sigma * np.sqrt(2 * PI))


class _MiniPopCurve(VGroup):

    def __init__(
        self,
        pop_type:   str,
        params:     dict,
        title:      str,
        fill_color: str,
        ridge_color: str,
        width:      float = 3.5,
        height:     float = 2.2,
        baseline_y: float = 0.0,
        show_dots:  bool  = True,
        n_dots:     int   = 60,
        seed:       int   = 0,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self._pop_type  = pop_type
        self._params    = params
        self._width     = width
        self._height    = height
        self._baseline  = baseline_y

        x_lo, x_hi = self._x_range(pop_type, params)
        raw_x       = np.linspace(x_lo, x_hi, 400)
        y_raw       = self._pdf(pop_type, params, raw_x)
        y_raw       = np.where(np.isfinite(y_raw), y_raw, 0.0)
        peak        = float(y_raw.max()) if y_raw.max() > 1e-9 else 1.0
        y_scaled    = y_raw / peak * height
        x_px        = (raw_x - x_lo) / (x_hi - x_lo) * width - width / 2

        ao_col = interpolate_color(fill_color, BLACK, 0.55)

        # ── 1. AO under-layer ─────────────────────────────────────────
        verts_ao = self._verts(x_px, y_scaled * 0.95, baseline_y)
        if len(verts_ao) >= 3:
            self.add(Polygon(*verts_ao,
                             fill_color=ao_col,
                             fill_opacity=0.55, stroke_width=0).shift([0.04,-0.04,0]))

        # ── 2. Base fill ──────────────────────────────────────────────
        verts = self._verts(x_px, y_scaled, baseline_y)
        if len(verts) >= 3:
            self.add(Polygon(*verts,
                             fill_color=fill_color,
                             fill_opacity=0.82, stroke_width=0))

        # ── 3. Inner lite band ────────────────────────────────────────
        lite_col = interpolate_color(fill_color, WHITE, 0.22)
        verts_l  = self._verts(x_px, y_scaled * 0.45, baseline_y)
        if len(verts_l) >= 3:
            self.add(Polygon(*verts_l,
                             fill_color=lite_col,
                             fill_opacity=0.28, stroke_width=0,
                             ).shift([0, 0, 0.001]))

        # ── 4. Ridge spine ────────────────────────────────────────────
        step  = max(1, len(x_px) // 80)
        pts3d = [np.array([float(x_px[i]), float(y_scaled[i]), 0.004])
                 for i in range(0, len(x_px), step) if y_scaled[i] > 0.01]
        if len(pts3d) >= 2:
            spine = VMobject(stroke_color=ridge_color,
                             stroke_width=1.8, stroke_opacity=0.85)
            spine.set_points_smoothly(pts3d)
            self.add(spine)

        # ── 5. Axis ───────────────────────────────────────────────────
        self.add(Line(
            [-width/2, baseline_y, 0.001],
            [ width/2, baseline_y, 0.001],
            stroke_color=P["qq_axis"], stroke_width=1.3,
        ))

        # ── 6. Population dots below axis ─────────────────────────────
        if show_dots:
            rng    = np.random.default_rng(seed)
            sample = _sample_pop(pop_type, params, n_dots, rng) if _SD_AVAILABLE else (
                rng.uniform(x_lo, x_hi, n_dots)
            )
            for val in sample:
                val  = float(np.clip(val, x_lo, x_hi))
                xdot = (val - x_lo) / (x_hi - x_lo) * width - width / 2
                ydot = baseline_y - np.random.uniform(0.06, 0.20)
                d    = Dot(radius=0.035,
                           point=[xdot, ydot, 0.002],
                           color=P["dot"],
                           fill_opacity=0.60)
                self.add(d)

        # ── 7. Title + stat badges ────────────────────────────────────
        self.add(Text(title, font_size=17, color=ridge_color)
                 .move_to([0, baseline_y + height + 0.35, 0.003]))

        mu, sigma = self._stats(pop_type, params)
        stat_str  = f"μ={mu:.2f}  σ={sigma:.2f}"
        self.add(Text(stat_str, font_size=13, color=P["subtitle"])
                 .move_to([0, baseline_y + height + 0.08, 0.003]))

        self._mu    = mu
        self._sigma = sigma
        self._x_lo  = x_lo
        self._x_hi  = x_hi


    @staticmethod
    def _verts(x_px, y_scaled, baseline):
        return (
            [[float(x_px[0]), baseline, 0]]
            + [[float(x), float(y), 0]
               for x, y in zip(x_px, y_scaled)]
            + [[float(x_px[-1]), baseline, 0]]
        )

    @staticmethod
    def _pdf(pop_type, params, x):
        if _SD_AVAILABLE:
            return _pop_pdf(pop_type, params, x)
        # fallback: normal
        mu = params.get("mu", 0.0)
        sig = params.get("sigma", 1.0)
        return _norm_pdf_scene(x, mu, sig)

    @staticmethod
    def _stats(pop_type, params):
        if _SD_AVAILABLE:
            return _pop_stats(pop_type, params)
        return params.get("mu", 0.0), params.get("sigma", 1.0)

    @staticmethod
    def _x_range(pop_type, params):
        if _SD_AVAILABLE:
            return _pop_x_range(pop_type, params)
        mu  = params.get("mu", 0.0)
        sig = params.get("sigma", 1.0)
        return mu - 4*sig, mu + 4*sig


class PopulationZoo(Scene):
    def construct(self):
        bg = Rectangle(width=16, height=9, fill_color=P["bg"], fill_opacity=1.0, stroke_width=0)
        self.add(bg)
        act_lbl = _section_label("Act 1 — Population Zoo")
        act_lbl.to_corner(LEFT + UP, buff=0.22)
        self.play(FadeIn(act_lbl, run_time=0.4))

        zoo_specs = [
            ("uniform",     {"a": 0.0, "b": 1.0},
             "Uniform[0,1]",   P["uniform_fill"], P["uniform_ridge"]),
            ("exponential", {"lam": 1.0},
             "Exp(λ=1)",        P["exp_fill"],     P["exp_ridge"]),
            ("bimodal",     {"mu1": -1.8, "mu2": 1.8,
                              "sigma": 0.6, "mix": 0.5},
             "Bimodal",         P["bimodal_fill"], P["bimodal_ridge"]),
        ]

        self._zoo_curves = VGroup()
        for i, (pt, pm, title, fc, rc) in enumerate(zoo_specs):
            c = _MiniPopCurve(
                pt, pm, title, fc, rc,
                width=3.4, height=2.2,
                baseline_y=0.10,
                show_dots=True, n_dots=50, seed=i*7,
            )
            c.move_to([(i-1) * 4.60, 0.50, 0])
            self._zoo_curves.add(c)

        for c in self._zoo_curves:
            self.play(FadeIn(c, shift=UP*0.18,
                             run_time=0.75))

        # Stat badges
        badges = VGroup()
        for i, (pt, pm, *_) in enumerate(zoo_specs):
            if _SD_AVAILABLE:
                mu, sigma = _pop_stats(pt, pm)
            else:
                mu, sigma = 0.5, 0.29
            b = _badge(f"μ={mu:.2f}  σ={sigma:.2f}",
                       zoo_specs[i][4])
            b.move_to([(i-1)*4.60, -1.65, 0])
            badges.add(b)
        self.play(FadeIn(badges, run_time=0.7))
        self.wait(0.8)

        # "All different shapes — all will produce normal sample means"
        msg = Text(
            "All very different shapes. "
            "The CLT says their sample means will all be normal.",
            font_size=20, color=P["subtitle"],
        )
        msg.move_to([0, -2.60, 0])
        self.play(Write(msg, run_time=1.3))
        self.wait(0.8)

        self.play(
            FadeOut(badges), FadeOut(msg),
            FadeOut(act_lbl),
            run_time=0.5,
        )
