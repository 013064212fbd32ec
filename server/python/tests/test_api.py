"""api: what the worker says of the Manim that is installed, and of one to which somebody added a class."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import manim
import pytest
from worker_client import LIMITS, PACKAGE, WorkerClient

from manim_video_worker import api_text
from manim_video_worker.api_entries import all_entries, passed_on


def described(worker, run):
    answer = worker.wait(worker.post(op="api", run=run, limits=LIMITS))
    assert answer["type"] == "done", answer
    return answer["result"]


@pytest.fixture(scope="module")
def entries():
    return {entry["name"]: entry for entry in all_entries()}


def test_describes_into_the_folder_of_the_run(worker):
    result = described(worker, "api-one")
    assert result["package"] == str(Path(manim.__file__).parent)
    assert result["manim"] == manim.__version__
    assert result["output"] == "api-one/api.json"
    found = json.loads((worker.scratch / result["output"]).read_text())
    assert len(found["entries"]) == result["entries"] > 1000


def test_says_the_same_each_time(worker):
    one, two = described(worker, "api-two"), described(worker, "api-three")
    assert one["fingerprint"] == two["fingerprint"]
    assert (worker.scratch / one["output"]).read_bytes() == (worker.scratch / two["output"]).read_bytes()
    assert " at 0x" not in (worker.scratch / one["output"]).read_text()


def test_a_folder_that_is_taken_is_a_problem(worker):
    (worker.scratch / "api-six").mkdir()
    answer = worker.wait(worker.post(op="api", run="api-six", limits=LIMITS))
    assert (answer["type"], answer["problem"]["code"]) == ("failed", "internal-error")


def test_without_forks(tmp_path):
    client = WorkerClient(tmp_path, "--no-fork")
    assert (tmp_path / described(client, "api")["output"]).stat().st_size > 100_000
    client.close()


def test_has_every_public_name_that_scenes_can_use(entries):
    names = {name for name, value in vars(manim).items() if isinstance(value, type) and not name.startswith("_")}
    assert names <= set(entries)
    assert {"always_redraw", "Mobject.next_to", "rate_functions.ease_in_sine", "config.frame_width"} <= set(entries)
    assert entries["PURE_CYAN"] == {"name": "PURE_CYAN", "kind": "colour", "value": "#00FFFF"}
    assert entries["UP"]["value"] == "[0.0, 1.0, 0.0]"


def test_signatures_read_as_they_would_be_called(entries):
    assert entries["Circle"]["signature"] == "(radius=None, color=RED, **kwargs)"
    assert entries["Mobject.next_to"]["signature"].startswith(
        "(mobject_or_point: Mobject | Point3DLike, direction=RIGHT,"
    )
    assert entries["Circle.from_three_points"]["signature"].startswith("(p1: Point3DLike, p2: Point3DLike")
    assert "color=(BLUE, GREEN)" in entries["CoordinateSystem.get_area"]["signature"]
    assert not [
        entry for entry in entries.values() if "OpenGL" in entry.get("signature", "") and "OpenGL" not in entry["name"]
    ]


def test_arguments_that_are_passed_on_are_taken_by_the_class(entries):
    for name in ("Circle", "FadeIn", "NumberLine", "Arrow", "Text"):
        assert not [word for word in entries[name]["also"] if f" {word}=" in entries[name]["signature"]]
    assert {"fill_opacity", "stroke_width"} <= set(entries["Circle"]["also"])
    assert {"run_time", "shift", "rate_func"} <= set(entries["FadeIn"]["also"])
    manim.Circle(fill_opacity=0.5, stroke_width=2)


def test_a_class_that_passes_nothing_on_takes_nothing_more():
    class Closed(manim.Circle):
        def __init__(self, size: float) -> None:
            super().__init__(radius=size)

    assert passed_on(Closed) == []


def test_docs_are_plain_sentences(entries):
    assert entries["Circle"]["doc"] == "A circle."
    assert not [entry["name"] for entry in entries.values() if ":class:`" in entry.get("doc", "")]
    assert max(len(entry.get("doc", "")) for entry in entries.values()) <= api_text.DOC_LIMIT


def test_examples_are_whole_scenes(entries):
    examples = [(entry["name"], code) for entry in entries.values() for code in entry.get("examples", [])]
    assert len(examples) > 150
    broken = []
    for name, code in examples:
        try:
            compile(code, name, "exec")
        except SyntaxError:
            broken.append(name)
        assert "class " in code, name
    assert len(broken) <= 3, broken


def test_values_that_only_look_different_at_each_run_are_left_out():
    assert api_text.value_text(object()) == "…"
    assert api_text.value_text([object()]) == "[…]"
    assert api_text.value_text(manim.RED) == "RED"
    assert api_text.value_text(lambda: 0) == "<lambda>"


def test_a_class_added_to_the_installed_manim_is_described(tmp_path):
    package = Path(manim.__file__).parent
    copy = tmp_path / "manim"
    # Links stand for the files that nobody changes.
    for folder, _, files in os.walk(package):
        target = copy / Path(folder).relative_to(package)
        target.mkdir()
        for name in files:
            (target / name).symlink_to(Path(folder) / name)
    init = copy / "__init__.py"
    text = init.read_text()
    init.unlink()
    init.write_text(text + "\nfrom .zigzag import *\n")
    (copy / "zigzag.py").write_text("")
    before = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == before
    (copy / "zigzag.py").write_text(
        textwrap.dedent(
            '''
            from .mobject.types.vectorized_mobject import VMobject

            __all__ = ["ZigzagRibbon"]


            class ZigzagRibbon(VMobject):
                """A ribbon that goes up and down."""

                def __init__(self, teeth=5, **kwargs):
                    super().__init__(**kwargs)

                def flatten(self, amount: float):
                    """Takes the teeth down."""
            '''
        )
    )
    assert fingerprint(tmp_path) != before
    code = "import json; from manim_video_worker.api_entries import all_entries; print(json.dumps(list(all_entries())))"
    found = {entry["name"]: entry for entry in json.loads(python(tmp_path, code))}
    assert found["ZigzagRibbon"]["signature"] == "(teeth=5, **kwargs)"
    assert found["ZigzagRibbon"]["doc"] == "A ribbon that goes up and down."
    assert found["ZigzagRibbon.flatten"]["signature"] == "(amount: float)"


def python(folder, code):
    head = f"import sys; sys.path[:0] = [{str(folder)!r}, {str(PACKAGE.parent)!r}]; "
    return subprocess.run(
        [sys.executable, "-I", "-B", "-c", head + code], capture_output=True, text=True, check=True
    ).stdout


def fingerprint(folder):
    code = f"from manim_video_worker.api_fingerprint import fingerprint_of; from pathlib import Path; print(fingerprint_of(Path({str(folder)!r}) / 'manim'))"
    return python(folder, code)
