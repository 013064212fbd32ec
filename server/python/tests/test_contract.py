"""What is written in two languages: qualities, problem codes, the probe for old Pythons."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from worker_client import PACKAGE

from manim_video_worker.quality import QUALITIES

PROTOCOL = Path(__file__).parents[3] / "protocol"


def test_qualities_are_those_of_the_settings():
    text = (PROTOCOL / "settings.ts").read_text()
    found = re.findall(r'"?(\w+)"?: \{ width: (\d+), height: (\d+), fps: (\d+) \}', text)
    assert {name: tuple(map(int, size)) for name, *size in found} == {
        name: tuple(size) for name, size in QUALITIES.items()
    }


def test_problem_codes_are_known():
    known = set(re.findall(r'^  "?([a-z-]+)"?:', (PROTOCOL / "problems.ts").read_text(), re.MULTILINE))
    used = set()
    for path in PACKAGE.glob("*.py"):
        used |= set(re.findall(r'(?:problem|_Found|_Found\(machine\["code"\])\(\s*"([a-z-]+)"', path.read_text()))
        used |= set(re.findall(r'return "([a-z]+-[a-z]+|cancelled)", ', path.read_text()))
    assert len(used) > 15
    assert used <= known, used - known


def test_probe(tmp_path):
    run = subprocess.run(
        [sys.executable, "-I", "-B", str(PACKAGE), "--probe"], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    found = json.loads(run.stdout)
    assert set(found) >= {"python", "executable", "manim", "typst", "latex"}
    assert found["manim"]


@pytest.mark.parametrize("name", ["__main__.py", "probe.py", "__init__.py"])
def test_probe_needs_no_newer_python_than_3_8(name):
    ast.parse((PACKAGE / name).read_text(), feature_version=(3, 8))


def test_probe_imports_no_manim():
    code = f"import runpy, sys; sys.argv = ['x', '--probe']\ntry: runpy.run_path({str(PACKAGE)!r}, run_name='__main__')\nexcept SystemExit: pass\nassert 'manim' not in sys.modules and 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True)


def test_files_stay_short():
    assert {
        path.name: lines for path in PACKAGE.glob("*.py") if (lines := len(path.read_text().splitlines())) > 400
    } == {}
