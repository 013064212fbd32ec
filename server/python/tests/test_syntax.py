"""syntax-error: exact places, whatever stage of Python finds it."""

import pytest
from scenes import applied, in_construct, marked


@pytest.mark.parametrize(
    ("line", "text", "message"),
    [
        ("é = '😀'; x = (1 2)", "1 2", "comma"),
        ("self.play(Create(Circle())", "(", "never closed"),
        ("é = '😀'; x = = 3", "=", "invalid syntax at `=`"),
        ("x = 'é😀", "'", "unterminated string"),
        ("if True", "\n", "expected ':'"),
        ("é = '😀'; break", "break", "outside loop"),
        ("é = '😀'; nonlocal y", "nonlocal y", "no binding"),
        ("x = “a”", "“", "invalid character"),
        ("x = 0777", "0", "leading zeros"),
    ],
)
def test_places(worker, line, text, message):
    source = in_construct(line, "self.wait()")
    problem = worker.problem(source)
    assert problem["code"] == "syntax-error"
    assert message in problem["message"]
    assert problem["line"] == 4
    assert marked(source, problem).startswith(text.strip()), problem


def test_code_cut_off_is_marked_inside_the_text(worker):
    problem = worker.problem("from manim import *\nclass Toy(Scene):\n    def construct(self):\n\n\n")
    assert problem["code"] == "syntax-error"
    assert problem["line"] == 3


def test_markdown_fence(worker):
    source = "```python\n" + in_construct("self.wait()") + "```"
    problem = worker.problem(source)
    assert problem["line"] == 1
    assert worker.check(applied(source, problem["fixes"][0]))["problems"] == []


@pytest.mark.parametrize(
    "source", ["x = 1\0", "x = '\ud800'", "(" * 5000, "-" * 200_000 + "1", "\t x\n  y", "# é\nx = (\n" * 300]
)
def test_unreadable_code_is_a_problem_and_no_crash(worker, source):
    problem = worker.problem(source)
    assert problem["code"] in ("syntax-error", "scene-crashed"), problem
    assert problem["line"] >= 1


def test_windows_line_ends_and_form_feeds(worker):
    source = in_construct("x = '\u2028\x0c'; self.wait()", "Wriite").replace("\n", "\r\n")
    problem = worker.problem(source)
    assert (problem["line"], problem["column"], problem["endColumn"]) == (5, 9, 15)


def test_byte_order_mark(worker):
    assert worker.check("\ufeff" + in_construct("self.wait()"))["problems"] == []
