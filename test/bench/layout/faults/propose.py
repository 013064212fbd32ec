"""Faults that could be injected into a scene: small changes of its text, from a seed and from what the scene shows."""

from __future__ import annotations

import ast
import random
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from observe import Moment, Thing

HALF_WIDTH, HALF_HEIGHT = 64 / 9, 4.0
PIXELS_PER_UNIT = 60
"""At 480p."""


@dataclass
class Patch:
    """Lines to put in after a line of the scene's text, or a line to put in another's place."""

    line: int
    lines: list[str]
    replaces: bool = False


@dataclass
class Fault:
    """A change and what a finder should say of it."""

    scene: str
    kind: str
    variant: str
    patch: Patch
    subject: str
    """Expression of the text at fault; empty for the whole picture."""
    other: str = ""
    """Expression of what it meets."""
    before: int = 0
    """The statement that shows the subject, in the lines of the clean scene."""
    facts: dict[str, Any] = field(default_factory=dict)


def apply(source: str, patch: Patch) -> str:
    """The scene's text with the fault in it."""
    lines = source.split("\n")
    start = patch.line - 1 if patch.replaces else patch.line
    return "\n".join(lines[:start] + patch.lines + lines[patch.line :])


class Proposals:
    """Draws faults for one scene."""

    def __init__(self, scene: str, source: str, moments: list[Moment], seed: int) -> None:
        self.scene, self.source, self.moments = scene, source, moments
        self.lines = source.split("\n")
        self.random = random.Random(f"{scene} {seed}")
        construct = next(
            node
            for top in ast.walk(ast.parse(source))
            if isinstance(top, ast.ClassDef)
            for node in top.body
            if isinstance(node, ast.FunctionDef) and node.name == "construct"
        )
        self.body = construct.body
        self.made = {
            target.id: node
            for node in construct.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        self.known: dict[str, Thing] = {}
        self.first: dict[str, Moment] = {}
        for moment in moments:
            for name, thing in moment.things.items():
                if thing.opacity >= 0.6 and name not in self.first:
                    self.first[name], self.known[name] = moment, thing

    def statement(self, moment: Moment) -> ast.stmt | None:
        """The statement of `construct` itself that ran at this moment, where it runs once and does nothing but play."""
        for node in self.body:
            if node.lineno <= moment.line <= (node.end_lineno or 0):
                return node if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
        return None

    def texts(self) -> list[str]:
        """Texts that are readable where they first show."""
        names = [
            name
            for name, thing in self.known.items()
            if thing.kind in ("text", "texts")
            and thing.glyph * PIXELS_PER_UNIT >= 10
            and thing.box[0] > -HALF_WIDTH and thing.box[2] < HALF_WIDTH
            and thing.box[1] > -HALF_HEIGHT and thing.box[3] < HALF_HEIGHT
            and self.statement(self.first[name]) is not None
        ]  # fmt: skip
        self.random.shuffle(names)
        return names

    def shapes(self) -> list[str]:
        """Shapes of middling size, by their own name."""
        names = [
            name
            for name, thing in self.known.items()
            if thing.kind == "shape" and "[" not in name and len(thing.leaves) == 1
            and 0.5 < max(thing.box[2] - thing.box[0], thing.box[3] - thing.box[1]) < 9
            and self.statement(self.first[name]) is not None
        ]  # fmt: skip
        self.random.shuffle(names)
        return names

    def put(self, moment: Moment, code: list[str], *, after: bool) -> Patch | None:
        """The patch that runs code before or after the statement of a moment."""
        node = self.statement(moment)
        if node is None:
            return None
        indent = " " * node.col_offset
        line = (node.end_lineno or node.lineno) if after else node.lineno - 1
        return Patch(line, [indent + one for one in code])

    def fault(
        self, kind: str, variant: str, patch: Patch | None, subject: str, other: str = "", **facts: Any
    ) -> list[Fault]:
        if patch is None:
            return []
        shown = self.statement(self.first[subject]) if subject else None
        return [Fault(self.scene, kind, variant, patch, subject, other, shown.lineno if shown else 0, facts)]

    def changed(self, kind: str, name: str, call: str, other: str = "", at: Moment | None = None) -> list[Fault]:
        """`name.call`, before it first shows, or played once it is there."""
        moment = at or self.first[name]
        if self.random.random() < 0.65:
            return self.fault(kind, "before", self.put(moment, [f"{name}.{call}"], after=False), name, other)
        played = [f"self.play({name}.animate.{call})", "self.wait(1)"]
        return self.fault(kind, "played", self.put(moment, played, after=True), name, other)

    def off_frame(self, name: str) -> list[Fault]:
        left, bottom, right, top = self.known[name].box
        width, height = right - left, top - bottom
        share = self.random.uniform(0.38, 0.8)
        way = self.random.choice(["RIGHT", "LEFT", "UP", "DOWN", "edge", "scale"])
        if way == "scale":
            factor = min(HALF_WIDTH * 2 * self.random.uniform(1.6, 2.2) / width, 5)
            return self.changed("off-frame", name, f"scale({factor:.2f})")
        if way == "edge":
            side = self.random.choice(["LEFT", "RIGHT"])
            return self.changed("off-frame", name, f"to_edge({side}, buff={-share * width:.2f})")
        steps = {"RIGHT": HALF_WIDTH + share * width - right, "LEFT": HALF_WIDTH + share * width + left,
                 "UP": HALF_HEIGHT + share * height - top, "DOWN": HALF_HEIGHT + share * height + bottom}  # fmt: skip
        return self.changed("off-frame", name, f"shift({way} * {steps[way]:.2f})")

    def overlap(self, name: str) -> list[Fault]:
        mine = self.known[name]
        others = []
        for other in self.texts():
            both = [m for m in self.moments if _there(m, name) and _there(m, other)]
            if both and not (mine.leaves & self.known[other].leaves):
                others.append((other, both[0]))
        if not others:
            return []
        other, moment = self.random.choice(others)
        theirs = self.known[other]
        wide = min(mine.box[2] - mine.box[0], theirs.box[2] - theirs.box[0])
        right, up = self.random.uniform(-0.3, 0.3) * wide, self.random.uniform(-0.3, 0.3) * theirs.glyph
        near = f"move_to({other}.get_center() + RIGHT * {right:.2f} + UP * {up:.2f})"
        call = self.random.choice([f"move_to({other})", near, f"align_to({other}, LEFT).align_to({other}, DOWN)"])
        return self.changed("overlap", name, call, other, moment)

    def crossing(self, name: str) -> list[Fault]:
        thing = self.known[name]
        width, height = thing.box[2] - thing.box[0], thing.box[3] - thing.box[1]
        shapes = [s for s in self.shapes() if not (thing.leaves & self.known[s].leaves)]
        together = [(s, m) for s in shapes for m in self.moments if _there(m, name) and _there(m, s)][:12]
        if together and self.random.random() < 0.6:
            shape, moment = self.random.choice(together)
            if self.random.random() < 0.7:
                part = f"move_to({shape}.point_from_proportion({self.random.uniform(0.05, 0.95):.2f}))"
                return self.changed("crossing", name, part, shape, moment)
            place = self.random.choice(["get_right()", "get_left()", "get_center()"])
            moved = self.put(
                moment, [f"self.play({shape}.animate.move_to({name}.{place}))", "self.wait(1)"], after=True
            )
            return self.fault("crossing", "shape moved", moved, name, shape)
        reach = self.random.uniform(0.2, 0.8)
        low = f"{name}.get_corner(DL) + LEFT * {reach:.2f} + DOWN * {reach:.2f}"
        high = f"{name}.get_corner(UR) + RIGHT * {reach:.2f} + UP * {reach:.2f}"
        below = f"{name}.get_center() + DOWN * 2 + RIGHT * {reach:.2f}"
        wide = f"width={max(1, 0.8 * width):.2f}, height={height + 1:.2f}"
        wave = f"lambda x: {0.3 + height:.2f} * np.sin(3 * x), x_range=[-3, 3]"
        made = self.random.choice([
            f"Line({low}, {high}, color=YELLOW)",
            f"Circle(radius={max(0.5, 0.4 * width):.2f}, color=RED).move_to({name}.get_right())",
            f"Rectangle({wide}, color=GREEN).move_to({name}.get_left())",
            f"Arrow({below}, {name}.get_center() + UP * {height / 2 + 0.1:.2f}, buff=0, color=ORANGE)",
            f"FunctionGraph({wave}, color=BLUE).move_to({name})",
        ])  # fmt: skip
        code = [f"stray = {made}", self.random.choice(["self.play(Create(stray))", "self.add(stray)"]), "self.wait(1)"]
        return self.fault("crossing", "stray shape", self.put(self.first[name], code, after=True), name, "stray")

    def small_text(self, name: str) -> list[Fault]:
        glyph = self.known[name].glyph * PIXELS_PER_UNIT
        factor = self.random.uniform(3.5, 6.5) / glyph
        made = self.made.get(name)
        if made is not None and made.lineno == made.end_lineno and self.random.random() < 0.5:
            line = self.lines[made.lineno - 1]
            match = re.search(r"font_size=(\d+)", line)
            if match:
                size = max(3, round(int(match[1]) * factor))
                changed = Patch(made.lineno, [line.replace(match[0], f"font_size={size}")], replaces=True)
                return self.fault("small-text", "font size", changed, name)
        return self.changed("small-text", name, f"scale({factor:.3f})")

    def contrast(self, name: str) -> list[Fault]:
        moment = self.first[name]
        if moment.picture is None:
            return []
        behind = _around(moment.picture, self.known[name].box)
        if ratio(_ink(moment.picture, self.known[name].box, behind), behind) < 3:
            return []
        if self.random.random() < 0.3:
            return self._plate(name, moment, behind)
        step = self.random.uniform(14, 52) * (1 if behind.mean() < 128 else -1)
        near = np.clip(behind + step + np.array([self.random.uniform(-8, 8) for _ in range(3)]), 0, 255)
        return self.changed("contrast", name, f'set_color("{_hex(near)}")')

    def _plate(self, name: str, moment: Moment, behind: Any) -> list[Fault]:
        ink = _ink(moment.picture, self.known[name].box, behind)
        step = self.random.uniform(10, 45) * (-1 if ink.mean() > 128 else 1)
        color = _hex(np.clip(ink + step, 0, 255))
        code = [f"plate = Rectangle(width={name}.width + 0.6, height={name}.height + 0.5, stroke_width=0)",
                f'plate.set_fill("{color}", opacity=1).move_to({name}).set_z_index(-1)', "self.add(plate)"]  # fmt: skip
        return self.fault("contrast", "plate behind", self.put(moment, code, after=False), name, "plate")

    def empty(self, moment: Moment) -> list[Fault]:
        seconds = self.random.choice([6, 7, 8, 10, 12, 15])
        way = self.random.choice(["taken away", "faded out", "before all"])
        if way == "before all":
            node = self.body[
                1 if isinstance(self.body[0], ast.Expr) and isinstance(self.body[0].value, ast.Constant) else 0
            ]
            patch: Patch | None = Patch(node.lineno - 1, [" " * node.col_offset + f"self.wait({seconds})"])
        elif way == "taken away":
            code = ["shown = list(self.mobjects)", "self.remove(*shown)", f"self.wait({seconds})", "self.add(*shown)"]
            patch = self.put(moment, code, after=True)
        else:
            patch = self.put(moment, ["self.play(FadeOut(*self.mobjects))", f"self.wait({seconds})"], after=True)
        return self.fault("empty", way, patch, "", seconds=seconds)

    def still(self, moment: Moment) -> list[Fault]:
        seconds = self.random.choice([25, 30, 40, 60])
        return self.fault(
            "still", "long wait", self.put(moment, [f"self.wait({seconds})"], after=True), "", seconds=seconds
        )


def _there(moment: Moment, name: str) -> bool:
    return name in moment.things and moment.things[name].opacity >= 0.6


def _pixels(picture: Any, box: tuple[float, float, float, float], margin: float) -> tuple[slice, slice]:
    left, bottom, right, top = box
    high, wide = picture.shape[:2]
    scale = high / (2 * HALF_HEIGHT)
    rows = slice(
        max(0, int((HALF_HEIGHT - top - margin) * scale)), min(high, int((HALF_HEIGHT - bottom + margin) * scale) + 1)
    )
    columns = slice(
        max(0, int((left + HALF_WIDTH - margin) * scale)), min(wide, int((right + HALF_WIDTH + margin) * scale) + 1)
    )
    return rows, columns


def _around(picture: Any, box: tuple[float, float, float, float]) -> Any:
    """The colour that is most of what is in and near a text's box: what the text stands on."""
    rows, columns = _pixels(picture, box, 0.05)
    part = picture[rows, columns].reshape(-1, 3)
    values, counts = np.unique(part // 8, axis=0, return_counts=True)
    return part[(part // 8 == values[counts.argmax()]).all(axis=1)].mean(axis=0)


def _ink(picture: Any, box: tuple[float, float, float, float], behind: Any) -> Any:
    rows, columns = _pixels(picture, box, 0)
    part = picture[rows, columns].reshape(-1, 3).astype(float)
    far = np.abs(part - behind).sum(axis=1)
    return part[far >= far.max() * 0.9].mean(axis=0)


def _hex(color: Any) -> str:
    return "#" + "".join(f"{round(float(part)):02x}" for part in color)


def ratio(one: Any, two: Any) -> float:
    """WCAG's contrast of two colours of 0 to 255."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Any) -> float:
    part = np.asarray(color, dtype=float) / 255
    linear = np.where(part <= 0.03928, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))
