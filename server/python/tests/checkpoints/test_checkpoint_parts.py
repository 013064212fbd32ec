"""The parts of checkpoints by themselves: names, steps, lines, what differs between texts."""

import ast
import inspect
import types
from pathlib import Path

import pytest

from manim_video_worker.checkpoints import bodies, changes, lines, steps
from manim_video_worker.checkpoints.moved import moved_problem
from manim_video_worker.checkpoints.program import hop, program_of, unchanged
from manim_video_worker.syntax import read_code

TEMPLATES = Path(__file__).parents[4] / "media" / "templates"
CLASS = "class Toy:\n    def construct(self):\n"


def program(source: str):
    return program_of(read_code(source, "toy.py"))


def construct(*body: str) -> str:
    return CLASS + "".join(f"        {line}\n" for line in body)


def codes(code: types.CodeType):
    yield code
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from codes(const)


@pytest.mark.skipif(not hasattr(types.CodeType, "co_qualname"), reason="needs qualified names of code")
def test_names_are_those_that_python_finds():
    seen = 0
    for path in sorted(TEMPLATES.glob("*/scenes/*.py")):
        read = read_code(path.read_text(), path.name)
        by_name = {code.co_qualname: code for code in codes(read.compiled)}
        for (owner, name), method in program_of(read).methods.items():
            code = by_name[f"{owner}.{name}"]
            assert set(method.names) | {method.itself} == set(code.co_varnames) | set(code.co_cellvars)
            seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("[y := 1 for x in range(3)]", {"y"}),
        ("try: pass\nexcept ValueError as e: pass", {"e"}),
        ("import a.b, c.d as e\nfrom f import g", {"a", "e", "g"}),
        (
            "match v:\n    case {'k': x, **rest}: pass\n    case [y, *z]: pass\n    case {} as w: pass",
            {"x", "rest", "y", "z", "w"},
        ),
        ("with a as (b, c): pass\nfor d in e: pass\ndel f", {"b", "c", "d", "f"}),
        ("def f(a=(b := 1)): c = 2\nclass D(e := object): g = 3\nh: int", {"f", "b", "D", "e", "h"}),
        ("lambda i=(j := 2): (k := 3)", {"j"}),
    ],
)
def test_bound_names(body, names):
    assert bodies.bound_names(ast.parse(body).body) == names


@pytest.mark.parametrize(
    "body",
    [
        "yield 1",
        "super().setup()",
        "x = locals()",
        "global g",
        "self = 1",
        "def f():\n            nonlocal self\n            self = 1",
        "x = __class__",
    ],
)
def test_what_cannot_be_cut(body):
    assert program(construct("pass", body)).methods == {}


def test_decorated_and_mentioned_methods_run_whole():
    source = construct("self.a()", "self.b()", "self.c()", "x = self.d()", "self.play()") + "".join(
        f"    {decorator}def {name}(self): pass\n"
        for name, decorator in [("a", ""), ("b", "@cached\n    "), ("c", ""), ("d", ""), ("play", "")]
    )
    assert set(program(source + "f = Toy.c\n").methods) == {("Toy", "construct"), ("Toy", "a")}
    assert set(program(source).methods) == {("Toy", "construct"), ("Toy", "a"), ("Toy", "c")}
    assert set(program(source + "f = getattr(Toy, 'c')\n").methods) == {("Toy", "construct"), ("Toy", "a")}


def run(source: str, itself: object, namespace: dict) -> dict:
    method = program(source).methods["Toy", "construct"]
    cells: dict = {}
    for index in range(len(method.texts)):
        steps.run_step(method.step(index, 0), namespace, cells, itself)
    return {name: cell.cell_contents for name, cell in cells.items() if cell != types.CellType()}


def test_steps_share_variables_with_functions_in_them():
    found = run(
        construct(
            "n = 1",
            "def up():",
            "    nonlocal n",
            "    n += step",
            "step = 4",
            "up()",
            "twice = [n * i for i in range(3)]",
            "q: int = n",
            "del step",
        ),
        object(),
        {},
    )
    assert (found["n"], found["twice"], found["q"], "step" in found) == (5, [0, 5, 10], 5, False)


def test_private_names_are_those_of_the_class():
    itself = types.SimpleNamespace()
    run(construct("self.__x = 1", "__y = self.__x + 1", "self.z = __y"), itself, {})
    assert vars(itself) == {"_Toy__x": 1, "z": 2}


@pytest.mark.parametrize("body", [["x", "x = 1"], ["x = 1", "del x", "x + 1"], ["x = 1", "del x", "del x"]])
def test_an_unset_variable_fails_as_a_local_one(body):
    source = construct(*body)
    namespace: dict = {}
    exec(source, namespace)
    with pytest.raises(UnboundLocalError) as expected:
        namespace["Toy"]().construct()
    with pytest.raises(UnboundLocalError) as told:
        run(source, object(), {})
    assert str(told.value) == str(expected.value)


def method(self, a, /, b, *rest, c=3, d, **more):
    """As many kinds of parameters as there are."""


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ((1, 2), {"d": 4}),
        ((1,), {"b": 2, "d": 3, "e": 5}),
        ((1, 2, 3, 4), {"d": 5, "c": 6}),
        ((1,), {"d": 2}),
        ((1, 2), {}),
        ((1, 2), {"a": 1, "d": 3}),
    ],
)
def test_arguments_are_bound_as_by_the_method(arguments, options):
    bind = steps.binder(method)
    try:
        expected = inspect.signature(method).bind(0, *arguments, **options)
    except TypeError:
        with pytest.raises(TypeError) as told:
            bind(0, *arguments, **options)
        with pytest.raises(TypeError) as by_python:
            method(0, *arguments, **options)
        assert str(told.value) == str(by_python.value)
    else:
        expected.apply_defaults()
        assert bind(0, *arguments, **options) == dict(expected.arguments)


def test_lines_of_earlier_texts():
    hops = [[(1, 4, 0), (6, 9, 2)], [(1, 3, 5), (4, 20, 0)]]
    assert [lines.translated(hops, line) for line in (1, 4, 6, 9)] == [6, 4, 8, 11]
    assert [lines.translated(hops, lines.BASE + line) for line in (1, 4)] == [6, 4]
    assert lines.translated(hops, 2 * lines.BASE + 7) == 7


def test_lines_move_with_what_did_not_change():
    old = program("x = 1\n" + construct("a = 1", "b = 2", "c = 3") + "y = 2\n")
    new = program("# above\nx = 1\n" + construct("a = 1", "b = 4", "", "c = 3") + "\n\ny = 2\n")
    assert old.frame == new.frame
    moved = hop(old, new)
    assert [lines.moved(moved, line) for line in (1, 4, 6, 7)] == [2, 5, 8, 11]


def test_how_far_a_text_is_unchanged():
    key = ("Toy", "construct")
    old = program(construct("a = 1", "b = a", "c = 3"))
    trace = [(key, 0), (key, 1), (key, 2), (key, 3)]
    for body, count in [
        (["a = 1", "b = a", "c = 3"], 4), (["a = 1", "b = a", "c = 3", "d = 4"], 3), (["a = 1", "b = a"], 2), (["a = 2", "b = a", "c = 3"], 0),
        (["a = 1", "b = a", "c = (3)"], 2),
    ]:  # fmt: skip
        assert unchanged(trace, old, program(construct(*body))) == count
    outside = program(construct("x = WIDE", "y = 2"))
    assert unchanged([(key, 0), (key, 1)], outside, program(construct("x = WIDE", "WIDE = 2"))) == 0


def test_a_problem_moves_with_its_lines():
    problem = {
        "code": "c",
        "line": 5,
        "endLine": 6,
        "related": [{"line": 1}],
        "fixes": [{"edits": [{"line": 5, "endLine": 5, "text": "5"}]}],
    }
    moved = moved_problem(problem, [(1, 3, 0), (4, 9, 10)])
    assert (moved["line"], moved["endLine"], moved["related"], moved["fixes"][0]["edits"][0]["line"]) == (
        15,
        16,
        [{"line": 1}],
        15,
    )


def test_what_differs_between_texts():
    change = changes.change_between("a\nb\nc\nd", "a\nB\nB2\nc\nd")
    assert (change.first, change.last, change.shift) == (2, 2, 1)
    assert change.touches([(2, 3)])
    assert change.touches([(1, 1), (3, 4)])
    assert not change.touches([(1, 1)])
    assert [change.back(line) for line in (1, 2, 4, 5)] == [1, 2, 3, 4]
    inserted = changes.change_between("a\nb", "a\nx\nb")
    assert inserted.touches([(1, 1), (2, 2)])
    assert not inserted.touches([(1, 1)])
    assert not inserted.touches([(2, 2)])
    assert not changes.change_between("a\nb", "a\n  # x\n\nb").touches([(1, 1), (2, 2)])
    assert inserted.touches([(1, 2)])
    assert not changes.change_between("a\nb", "a\nb").touches([(1, 2)])
