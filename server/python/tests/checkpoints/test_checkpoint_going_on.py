"""After a failing statement the check goes on, and tells nothing that only stems from the failure."""

import pytest
from edited_scenes import HEAD, scene
from kept import Kept, found


def problems(worker, *lines: str, after: str = "") -> list[tuple[str, int]]:
    source = scene(*lines, after=after, state=False)
    kept = Kept(worker, "going on", layout=[])
    first = kept.check(source)["problems"]
    assert first[:1] == kept.whole(source)["problems"]
    kept.forget()
    return [(problem["code"], problem["line"] - 5) for problem in first]


def test_independent_problems_are_all_told(worker):
    assert problems(worker, "self.wait(0.1)", "self.wiat(1)", "c = Circle()", "c.shft(UP)", "self.play(FadeIn(c, dirction=UP))", "x = y") == [
        ("unknown-attribute", 2), ("unknown-attribute", 4), ("unknown-argument", 5), ("undefined-name", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["t = Txt('a')", "self.play(Write(t))", "g = VGroup(t)", "g.arrange(DOWN)", "self.play(FadeOut(g))"],
        ["self.t = Txt('a')", "self.play(Write(self.t))", "self.t.shift(UP)"],
        ["g = VGroup()", "g.add(Txt('a'))", "g[0].shift(UP)"],
        ["def make(): return Txt('a')", "m = make()", "self.add(m)", "m.move_to(UP)"],
        ["t = Txt('a')", "def show(): self.add(t)", "show()"],
        ["for word in ['a', 'b']:", "    t = Txt(word)", "    self.add(t)", "t.shift(UP)", "self.play(FadeOut(*[t]))"],
        ["import numpi as n", "n.array([1])", "x = n.pi", "x + 1"],
    ],
)
def test_what_stems_from_a_failure_is_not_told(worker, lines):
    assert len(problems(worker, *lines, "self.wait(0.1)")) == 1


def test_a_name_that_gets_its_value_again_is_known(worker):
    assert problems(worker, "t = Txt('a')", "t = Text('a')", "t.shft(UP)") == [
        ("undefined-name", 1),
        ("unknown-attribute", 3),
    ]


def test_helpers_go_on_and_a_repeated_failure_is_told_once(worker):
    told = problems(worker, "for k in range(3):", "    self.part(k)", "self.wiat(2)",
                    after="    def part(self, k):\n        self.wiat(k)\n        Circle().shft(UP)\n")  # fmt: skip
    assert told == [("unknown-attribute", 5), ("unknown-attribute", 6), ("unknown-attribute", 3)]


def test_no_more_than_a_few_are_told(worker):
    assert len(problems(worker, *[f"Circle().shift{k}(UP)" for k in range(40)])) == 20


def test_the_first_is_told_before_the_end(worker):
    source = scene("self.wait(0.1)", "self.wiat(1)", "while True: pass", state=False)
    kept = Kept(worker, "early", layout=[])
    request = worker.post_check(source, keep={"session": "early", "memory": 1 << 30}, limits={"seconds": 1})
    answer = worker.wait(request)["result"]
    assert [problem["code"] for problem in answer["problems"]] == ["unknown-attribute", "scene-timeout"]
    assert [problem["code"] for problem in found(worker, request)] == ["unknown-attribute"]
    kept.forget()


def test_without_keep_the_first_ends_the_scene(worker):
    source = scene("self.wiat(1)", "self.wiat(2)")
    assert len(worker.check(source)["problems"]) == 1


def test_problems_found_before_an_edit_move_with_their_lines(worker):
    source = HEAD + (
        "class Toy(Scene):\n    def construct(self):\n        self.part()\n        self.wait(0.1)\n        self.last()\n"
        "    def part(self):\n        self.wiat(1)\n        self.wait(0.2)\n    def last(self):\n        self.wait(0.3)\n"
    )
    kept = Kept(worker, "moved", layout=[])
    kept.check(source)
    for above in ("", "\n\n# three more lines\n"):
        edited = source.replace("class Toy", f"{above}class Toy").replace("self.wait(0.3)", "Circle().shft(UP)")
        told = kept.check(edited)["problems"]
        assert [problem["line"] for problem in told] == [
            edited[: edited.index(text)].count("\n") + 1 for text in ("wiat", "shft")
        ]
        assert told[:1] == kept.whole(edited)["problems"]
    kept.forget()
