"""The look before a run: what it refuses, and what it must let through."""

import ast

import pytest

from manim_video_worker.nodes import every
from manim_video_worker.source_text import SourceText
from manim_video_worker.static_look import look


def refused(source, *allowed):
    text = SourceText(source, "x.py")
    lines = source.split("\n")
    return [
        lines[p["line"] - 1][p["column"] - 1 : p["endColumn"] - 1]
        for p in look(every(ast.parse(source)), text, frozenset(allowed))
    ]


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("import os", ["os"]),
        ("import math, sys, socket as s", ["sys", "socket as s"]),
        ("from os import path", ["from os import path"]),
        ("from . import other", ["from . import other"]),
        ("eval('1')", ["eval"]),
        ("f = open", ["open"]),
        ("().__class__.__subclasses__()", ["__subclasses__"]),
        ("getattr(f, '__globals__')", ["'__globals__'"]),
        ("import numpy as N\nN.load('x')", ["load"]),
        ("from manim import *\nnp.savetxt('x', y)", ["savetxt"]),
        ("from numpy import fromfile", ["fromfile"]),
        ("x.tofile('a')", ["tofile"]),
        ("import manim\nmanim.utils.file_ops.os.system('x')", ["os"]),
        ("from manim.utils.file_ops import shutil", ["shutil"]),
        ("import networkx as nx\nnx.write_gml(g, 'x')", ["write_gml"]),
        ("import scipy.io", ["scipy.io"]),
        ("import time", ["time"]),
        ("__builtins__['eval']", ["__builtins__"]),
    ],
)
def test_refused(source, marks):
    assert refused(source) == marks


@pytest.mark.parametrize(
    "source",
    [
        "from __future__ import annotations\nfrom manim import *\nimport numpy as np, math, random, itertools, re, textwrap",
        "import re\nre.compile('x')",
        "input = 3\nprint(input)",
        "def f(open): return open",
        "self.signal.system = 3\nself.os",
        "from manim.utils.rate_functions import ease_in_sine",
        "from scipy.integrate import quad\nfrom sympy import symbols\nimport networkx as nx",
        "type(self).__name__; self.__class__.__mro__; vars(self)",
        "model.load('x'); table.save()",
    ],
)
def test_let_through(source):
    assert refused(source) == []


def test_allowed_by_the_user():
    assert refused("import os.path, ctypes\nfrom manim.utils import os", "os", "ctypes") == []
    assert refused("import scipy.io", "scipy.io") == []
    assert refused("import os", "os.path") == ["os"]


@pytest.mark.parametrize(
    ("source", "allow"),
    [
        ("import os", "os"),
        ("import os.path as p", "os.path"),
        ("from urllib.request import urlopen", "urllib.request"),
        ("from manim.utils.file_ops import shutil", "shutil"),
        ("from scipy import io", "scipy.io"),
        ("import manim\nmanim.utils.file_ops.os.getcwd()", "os"),
        ("eval('1')", None),
        ("from . import other", None),
        ("from numpy import fromfile", None),
        ("x.tofile('a')", None),
    ],
)
def test_names_what_would_let_it_through(source, allow):
    found, *_ = look(every(ast.parse(source)), SourceText(source, "x.py"), frozenset())
    assert found.get("allow") == allow
    if allow:
        assert refused(source, allow) == []
