"""Scenes and edits of them, each of which has to be answered as a whole run answers it."""

HEAD = "import random\nfrom manim import *\n"
# Names a section after all that a run could get wrong.
STATE = """\
        self.next_section(repr((random.random(), float(np.random.random()), len(self.mobjects),
                                [type(m).__name__ for m in self.mobjects], round(self.renderer.time, 3))))
        self.wait(0.2)
"""


def scene(*lines: str, before: str = "", after: str = "", state: bool = True) -> str:
    """A scene with these lines in construct, with heavy statements around which snapshots are left."""
    body = "".join(f"        {line}\n" for line in lines)
    return f"{HEAD}{before}\nclass Toy(Scene):\n    def construct(self):\n{body}{STATE if state else ''}{after}"


WORK = "self.add(*[Circle().scale(0.01 * k + 0.01).shift(RIGHT * k / 100) for k in range(60)])"

# name: (source, edits as (old, new))
EDITS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "plain": (
        scene("c = Circle()", WORK, "self.play(Create(c))", WORK, "self.play(c.animate.shift(RIGHT))", "self.wait(0.5)"),
        [("self.wait(0.5)", "self.wait(0.7)"), ("self.wait(0.5)", "self.wiat(0.5)"), ("shift(RIGHT))", "shft(RIGHT))"),
         ("c = Circle()", "c = Square()"), ("import random\n", "import random\n# a comment\n\n"),
         ("        self.play(Create(c))", "        # why\n        self.play(Create(c))")],
    ),
    "random": (
        scene("random.seed(4)", "a = random.random()", WORK, "self.wait(1 + random.random())", WORK,
              "self.wait(1 + np.random.random())", "b = random.gauss(0, 1)", "self.next_section(str((a, b)))", "self.wait()"),
        [("random.gauss(0, 1)", "random.gauss(1, 2)"), ("b = ", "b = random.random() + "), ("seed(4)", "seed(5)")],
    ),
    "closures": (
        scene("count = 0", "def inc():", "    nonlocal count", "    count += 1", "    return count", WORK, "inc()",
              "fs = [lambda k=k: k + count for k in range(3)]", WORK, "inc()", "later = lambda: missing + 1", "missing = 5",
              "self.next_section(str((count, [f() for f in fs], later())))", "self.wait()"),
        [("missing = 5", "missing = 7"), ("missing = 5\n", ""), ("fs = [lambda k=k: k", "fs = [lambda k=k: 2 * k"),
         ("nonlocal count", "global count")],
    ),
    "names": (
        scene("kept = WIDE", WORK, "total = [y := kept, y * 2]", "del kept", WORK, "q: int = y", "r: float",
              "class Inner:", "    value = q + 1", "    def look(self): return self.value + q", "import math as m",
              "for i, (j, k) in enumerate([(1, 2)]): pass",
              "with tempconfig({}) as t: pass", "self.next_section(str((q, Inner().look(), m.floor(2.5), i, j, k)))", "self.wait()",
              before="WIDE = 3\nother = 1\n"),
        [("m.floor(2.5)", "m.ceil(2.5)"), ("m.floor(2.5)", "kept"), ("m.floor(2.5)", "r"), ("i, j, k)", "i, j, other)"),
         ("        import math as m", "        other = 4\n        import math as m"), ("WIDE = 3", "WIDE = 4"),
         ("enumerate([(1, 2)]): pass", "enumerate([(1, 2)]): WIDE = 2")],
    ),
    "private": (
        scene("self.__shared = 3", WORK, "__own = self.__shared + 1", WORK, "f = lambda: __own + self.__shared",
              "self.next_section(str((f(), self._Toy__shared)))", "self.wait()"),
        [("__own + self", "__own * self"), ("self._Toy__shared", "self._Toy__other")],
    ),
    "updaters": (
        scene("t = ValueTracker(0)", "d = Dot().add_updater(lambda m, dt: m.shift(dt * RIGHT))", "self.add(d)", WORK,
              "line = always_redraw(lambda: Line(ORIGIN, [t.get_value(), 1, 0]))", "self.add(line)",
              "self.play(t.animate.set_value(3), run_time=1.3)", WORK, "self.wait(0.6)",
              "self.next_section(str([d.get_center().round(4).tolist(), line.get_end().round(4).tolist()]))", "self.wait(0.3)"),
        [("self.wait(0.3)", "self.wait(0.4)"), ("run_time=1.3", "run_time=1.7"), ("m, dt: m.shift(dt", "m, dt: m.shft(dt"),
         ("        self.wait(0.6)", "        # rest\n        self.wait(0.6)\n        d.clear_updaters()")],
    ),
    "helpers": (
        scene("self.title('a')", WORK, "self.body(2, other=3)", WORK, "for k in range(2):", "    self.again(k)", "self.wait(0.1)",
              after=(
                  "    def title(self, text):\n        t = Text(text)\n        self.add(t)\n        self.wait(0.2)\n"
                  "    def body(self, n, *rest, other=1):\n        if n > 5:\n            return\n"
                  "        x = n + other\n        self.next_section(f'{x}{rest}{self.size(x)}')\n        self.wait(0.3)\n"
                  "    def again(self, k):\n        self.wait(0.1 + k)\n        self.next_section(str(k))\n        self.wait(0.1)\n"
                  "    def size(self, x):\n        return x * 2\n"
              )),
        [("self.wait(0.3)", "self.wait(0.4)"), ("n > 5", "n > 1"), ("self.body(2, other=3)", "self.body(2, othr=3)"),
         ("self.body(2, other=3)", "self.body()"), ("x * 2", "x * 3"), ("self.wait(0.1 + k)", "self.wait(0.2 + k)"),
         ("str(k)", "str(k.nothing)"), ("self.size(x)", "self.sise(x)"), ("    def title", "    def spare(self):\n        pass\n    def title")],
    ),
    "returns": (
        scene("self.wait(0.1)", WORK, "if random.random() > 2:", "    return", WORK, "self.wait(0.2)"),
        [("> 2", "> -1"), ("self.wait(0.2)", "self.wait(0.3)")],
    ),
    "cannot be cut": (
        scene("super().construct()", WORK, "names = sorted(locals())", "self.next_section(str(names))", WORK, "self.wait(0.2)"),
        [("self.wait(0.2)", "self.wait(0.3)"), ("self.wait(0.2)", "self.wiat(0.3)")],
    ),
    "caught": (
        scene("try:", "    self.risky()", "except ValueError as error:", "    self.next_section(str(error))", WORK, "self.wait(0.2)",
              after="    def risky(self):\n        self.wait(0.1)\n        raise ValueError('no')\n"),
        [("self.wait(0.2)", "self.wait(0.3)"), ("raise ValueError('no')", "raise KeyError('no')")],
    ),
    "texts": (
        scene("a = Text('one')", "b = MathTypst('a^2 + b')", "self.add(a, b)", "self.play(Write(a))", WORK,
              "self.add(MathTypst('c^3').shift(UP))", "self.add(Text('far').shift(9 * RIGHT))", "self.wait(2)", "self.add(Text('x', font_size=4))",
              "self.wait(2)"),
        [("c^3", "c^4"), ("c^3", "c^("), ("'far'", "'near'"), ("import random\n", "import random\n\n\n"),
         ("font_size=4", "font_size=40"), ("self.wait(2)", "self.wait(1)")],
    ),
    "two scenes": (
        scene("self.wait(0.1)", WORK, "self.wait(0.2)", after="class Next(Scene):\n    def construct(self):\n        c = Circle()\n"
              f"        {WORK}\n        self.play(Create(c))\n        {WORK}\n        self.wait(0.5)\n"),
        [("self.wait(0.2)", "self.wait(0.2)\n        self.wait(0.4)"), ("self.wait(0.5)", "self.wiat(0.5)"), ("self.wait(0.1)", "self.wiat(0.1)"),
         ("class Next(Scene)", "class Later(Scene)")],
    ),
    "inherited": (
        scene("self.wait(0.1)", WORK, "self.hook()", WORK, "self.wait(0.2)",
              after="    def hook(self):\n        self.wait(0.3)\nclass Sub(Toy):\n    def hook(self):\n        self.wait(0.4)\n"),
        [("self.wait(0.2)", "self.wait(0.25)"), ("self.wait(0.4)", "self.wait(0.45)")],
    ),
    "broken text": (
        scene("self.wait(0.1)", WORK, "self.wait(0.2)"),
        [("self.wait(0.2)", "self.wait(0.2"), ("self.wait(0.2)", "return self.wait(0.2)"), ("self.wait(0.2)", "import os"), ("class Toy(Scene)", "class Toy(Scne)")],
    ),
    "exits": (
        scene("self.wait(0.1)", WORK, "self.wait(0.2)"),
        [("self.wait(0.2)", "raise SystemExit(3)"), ("self.wait(0.2)", "exit()"), ("self.wait(0.2)", "x = bytearray(10 ** 12)"),
         ("self.wait(0.2)", "raise ValueError('a') from KeyError('b')")],
    ),
    "formatted": (
        scene("self.wait(0.1)", WORK, "self.play(Create(Circle()), run_time=0.4)", WORK, "self.wait(0.2)"),
        [("(Create(Circle()), run_time=0.4)", "(\n            Create(Circle()),\n            run_time=0.4,\n        )"),
         ("self.wait(0.2)", "self.wait( 0.2 )  # short")],
    ),
}  # fmt: skip
