"""What scene code may import, and which names it may not use. The settings' allowedImports adds to the first."""

# fmt: off
ALLOWED_IMPORTS = frozenset([
    "__future__", "abc", "bisect", "calendar", "cmath", "collections", "colorsys", "contextlib", "copy",
    "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "heapq", "itertools", "manim",
    "math", "networkx", "numbers", "numpy", "operator", "random", "re", "scipy", "statistics", "string",
    "sympy", "textwrap", "typing", "unicodedata", "warnings",
])

# Builtins that read files or run text.
REFUSED_NAMES = frozenset([
    "eval", "exec", "compile", "__import__", "open", "input", "breakpoint", "__builtins__", "__loader__", "__spec__",
])

# The ways from any object to the interpreter's own.
REFUSED_ATTRIBUTES = frozenset([
    "__builtins__", "__subclasses__", "__globals__", "__code__", "__closure__", "__loader__", "__spec__",
    "__import__", "__getattribute__", "f_globals", "f_builtins", "f_back", "tb_frame", "gi_frame", "cr_frame",
])

# Modules that allowed packages import for themselves, so that they could be reached through them.
REFUSED_MODULES = frozenset([
    "os", "sys", "subprocess", "shutil", "ctypes", "ctypeslib", "socket", "builtins", "importlib", "pathlib",
    "pickle", "marshal", "multiprocessing", "threading", "signal", "tempfile", "runpy", "pty", "webbrowser",
    "urllib", "http",
])

# Functions of numpy that read or write files.
REFUSED_NUMPY = frozenset([
    "load", "save", "savez", "savez_compressed", "loadtxt", "savetxt", "genfromtxt", "fromfile", "fromregex",
    "memmap", "open_memmap", "DataSource", "f2py", "distutils",
])
REFUSED_ARRAY_METHODS = frozenset(["tofile"])

REFUSED_SUBMODULES = frozenset(["scipy.io", "scipy.datasets", "scipy.weave", "networkx.readwrite", "sympy.parsing"])

# What `from manim import *` brings in besides classes and functions.
MANIM_MODULES = frozenset([
    "animation", "camera", "core", "manager", "mobject", "np", "opengl", "plugins", "renderer", "scene", "utils",
])
# fmt: on
