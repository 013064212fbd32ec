"""Where a problem is, and what is offered to change, in scene code that fails."""

import pytest
from scenes import TOY, applied, in_construct, marked


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        ("é = '😀'; self.play(Wriite(Text('é😀')))", "undefined-name", "Wriite"),
        ("é = '😀'; Circle().shfit(é)", "unknown-attribute", "shfit"),
        ("c = Circle(); x = '😀'; c.animate.shfit(UP)", "unknown-attribute", "shfit"),
        ("'😀'; np.sine(1)", "unknown-attribute", "sine"),
        ("c = Square(); c.get_colou()", "unknown-attribute", "get_colou"),
        ("'😀'; Circle(radius=1, colour=RED)", "unknown-argument", "colour=RED"),
        ("Axes(axis_config={'é': 1, 'colour': RED})", "unknown-argument", "'é'"),
        ("'é'; 1 / 0", "scene-exception", "1 / 0"),
        ("x = ['😀'][3]", "scene-exception", "['😀'][3]"),
        ("print(undefined) if x else 0; x = 1", "undefined-name", "x"),
        ("import manim.nothing", "import-failed", "manim.nothing"),
        ("from manim import Circl", "import-failed", "Circl"),
        ("'😀'; MathTex('x')", "latex-missing", "MathTex('x')"),
        ("def f(): f()", None, None),
        ("'é'; open('/etc/passwd')", "unsafe-code", "open"),
    ],
)
def test_code_and_columns(worker, line, code, text):
    source = in_construct(line, "self.wait()")
    if code is None:
        assert worker.check(source)["problems"] == []
        return
    problem = worker.problem(source)
    assert (problem["code"], marked(source, problem)) == (code, text)


def test_innermost_place_in_the_users_file_with_its_callers(worker):
    source = (
        "from manim import *\ndef helper(n):\n    return Square(side_length='a' * n)\n"
        "class Toy(Scene):\n    def construct(self):\n        self.wait()\n        helper(3)\n"
    )
    problem = worker.problem(source)
    assert problem["line"] == 3
    assert problem["time"] == 1.0
    assert {
        "message": "called from here, in construct",
        "line": 7,
        "column": 9,
        "endLine": 7,
        "endColumn": 18,
    } in problem["related"]
    assert any("manim/" in related["message"] for related in problem["related"])


def test_chained_exceptions_are_related(worker):
    problem = worker.problem(
        in_construct("try:", "    {}['a']", "except KeyError as e:", "    raise ValueError('no') from e")
    )
    assert problem["message"] == "ValueError: no"
    assert [related["line"] for related in problem["related"]] == [5]
    assert "KeyError" in problem["related"][0]["message"]


def test_recursion(worker):
    problem = worker.problem(in_construct("def f(): f()", "f()"))
    assert problem["code"] == "scene-exception"
    assert "RecursionError" in problem["message"]


def test_updater_fault_is_at_the_updater(worker):
    source = in_construct("s = Square()", "s.add_updater(lambda m, dt: m.shift(3 * 'é'))", "self.add(s)", "self.wait()")
    assert worker.problem(source)["line"] == 5


@pytest.mark.parametrize(
    ("line", "titles", "after"),
    [
        ("'é😀'; self.play(Wriite(Text('a')))", "Change to `Write`", "'é😀'; self.play(Write(Text('a')))"),
        ("self.play(ShowCreation(Circle()))", "Change to `Create`", "self.play(Create(Circle()))"),
        ("self.play(FadeIn(TextMobject('a')))", "Change to `Text`", "self.play(FadeIn(Text('a')))"),
        ("'😀'; Circle().shfit(UP)", "Change to `shift`", "'😀'; Circle().shift(UP)"),
        ("Axes().get_graph(lambda x: x)", "Change to `plot`", "Axes().plot(lambda x: x)"),
        ("Circle(radius=1, colour=RED)", "Change to `color`", "Circle(radius=1, color=RED)"),
        ("Circle(radius=1, colour=RED)", "Remove `colour`", "Circle(radius=1)"),
        ("Circle(colour=RED, radius=(1))", "Remove `colour`", "Circle(radius=(1))"),
        ("Circle(colour=RED)", "Remove `colour`", "Circle()"),
        ("Square(side_lenght=(2), color=RED)", "Change to `side_length`", "Square(side_length=(2), color=RED)"),
        ("Axes(axis_config={'colour': RED})", "Change to `color`", "Axes(axis_config={'color': RED})"),
        ("from manim import Circl", "Change to `Circle`", "from manim import Circle"),
    ],
)
def test_offered_changes(worker, line, titles, after):
    source = in_construct(line, "self.wait()")
    fixes = worker.problem(source)["fixes"]
    fix = next(fix for fix in fixes if fix["title"] == titles)
    assert applied(source, fix) == in_construct(after, "self.wait()")
    assert not [p for p in worker.check(applied(source, fix))["problems"] if p["code"] != "latex-missing"]


@pytest.mark.parametrize("name", ["math", "np"])
def test_missing_import_is_offered(worker, name):
    source = '"""About."""\nfrom __future__ import annotations\nfrom manim import Scene\n' + TOY.split("\n", 1)[
        1
    ].replace("c = Circle()", f"{name}.sqrt(2)")
    problem = worker.problem(source)
    fixed = applied(source, problem["fixes"][-1])
    assert worker.problem(fixed)["message"] == "NameError: name 'Create' is not defined"


def test_unrelated_names_are_not_offered(worker):
    assert "fixes" not in worker.problem(in_construct("qqqzzz"))
