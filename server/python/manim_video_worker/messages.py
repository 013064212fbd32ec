"""Requests and answers of protocol/worker.ts: their Python shapes, strict reading, and writing as lines."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from .quality import QUALITIES

LINE_LIMIT = 8 * 1024 * 1024
# Of one render.
PROCESSES_LIMIT = 64
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")


class BadRequest(Exception):
    """The line is no request; `id` is the request's own where it could be read, else empty."""

    def __init__(self, request_id: str, message: str) -> None:
        super().__init__(message)
        self.id = request_id


@dataclass(frozen=True)
class Limits:
    """Bounds of one run: wall-clock seconds, further address space, printed bytes, bytes of the largest file."""

    seconds: float
    memory: int
    output: int
    file_size: int


@dataclass(frozen=True)
class SceneCode:
    """Code that has not been saved, with the name it goes by."""

    source: str
    file: str
    allowed_imports: frozenset[str]


@dataclass(frozen=True)
class Hello:
    """Asks what is installed."""

    id: str


@dataclass(frozen=True)
class Cancel:
    """Ends another request."""

    id: str
    target: str


@dataclass(frozen=True)
class Keeping:
    """Where the worker keeps forks of a run for the next one: of this document, within these bytes over all."""

    session: str
    memory: int


@dataclass(frozen=True)
class Check:
    """Builds scenes without rasterising; all of them when `scenes` is None. `layout` names the findings to look for."""

    id: str
    code: SceneCode
    limits: Limits
    scenes: tuple[str, ...] | None
    layout: tuple[str, ...] = ()
    keep: Keeping | None = None


@dataclass(frozen=True)
class Frame:
    """Draws what the scene around a line shows there, into the folder `run`."""

    id: str
    code: SceneCode
    limits: Limits
    line: int
    quality: str
    run: str
    layout: tuple[str, ...]
    keep: Keeping


@dataclass(frozen=True)
class Forget:
    """Ends what is kept of a session."""

    id: str
    session: str


@dataclass(frozen=True)
class Render:
    """Renders one scene into the folder `run`; up to the statement at the line `until` where one is given."""

    id: str
    code: SceneCode
    limits: Limits
    scene: str
    quality: str
    run: str
    still_only: bool
    draft: bool = False
    until: int | None = None
    # That may draw it at once.
    processes: int = 1
    # By Manim's OpenGL renderer.
    opengl: bool = False


@dataclass(frozen=True)
class Combine:
    """Joins videos that lie in the folder `run`."""

    id: str
    limits: Limits
    run: str
    videos: tuple[str, ...]


@dataclass(frozen=True)
class Api:
    """Describes the loaded Manim into the folder `run`."""

    id: str
    limits: Limits
    run: str


Request = Hello | Cancel | Check | Frame | Forget | Render | Combine | Api


def read_request(line: bytes) -> Request:
    """Reads one line, or raises BadRequest with what is wrong."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRequest("", f"A request is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise BadRequest("", "A request is not a JSON object.")
    return _Fields(value).request()


def is_run_name(name: str) -> bool:
    """Whether a folder name is plain and relative: one to four simple names joined by slashes."""
    parts = name.split("/")
    return 1 <= len(parts) <= 4 and all(_NAME.fullmatch(part) for part in parts)


def write_line(answer: dict[str, Any]) -> bytes:
    """One answer as a line. Lone surrogates of a source are escaped, so the line is always valid UTF-8."""
    return json.dumps(_finite(answer), separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list | tuple) else value


class _Fields:
    """Typed access to the fields of one request."""

    def __init__(self, value: dict[str, Any]) -> None:
        self.value = value
        raw = value.get("id")
        self.id = raw if isinstance(raw, str) and len(raw) <= 200 else ""

    def request(self) -> Request:
        if not self.id:
            raise BadRequest("", "A request has no id.")
        match self.value.get("op"):
            case "hello":
                return Hello(self.id)
            case "cancel":
                return Cancel(self.id, self.text("target"))
            case "check":
                scenes = self.texts("scenes") if "scenes" in self.value else None
                keep = self.keeping() if "keep" in self.value else None
                return Check(self.id, self.code(), self.limits(), scenes, self.layout(), keep)
            case "frame":
                return Frame(self.id, self.code(), self.limits(), int(self.positive(self.value, "line")),
                             self.quality(), self.run(), self.layout(), self.keeping())  # fmt: skip
            case "forget":
                return Forget(self.id, self.text("session"))
            case "render":
                return Render(self.id, self.code(), self.limits(), self.text("scene"), self.quality(), self.run(),
                              self.value.get("stillOnly") is True, self.value.get("draft") is True,
                              self.until(), self.processes(), self.value.get("opengl") is True)  # fmt: skip
            case "combine":
                return Combine(self.id, self.limits(), self.run(), self.texts("videos"))
            case "api":
                return Api(self.id, self.limits(), self.run())
            case other:
                raise BadRequest(self.id, f"There is no operation {str(other)[:40]!r}.")

    def text(self, name: str, within: dict[str, Any] | None = None) -> str:
        found = (self.value if within is None else within).get(name)
        if not isinstance(found, str):
            raise BadRequest(self.id, f"{name} is not a text.")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        found = self.value.get(name)
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise BadRequest(self.id, f"{name} is not a list of texts.")
        return tuple(found)

    def until(self) -> int | None:
        return int(self.positive(self.value, "until")) if "until" in self.value else None

    def processes(self) -> int:
        return min(int(self.positive(self.value, "processes")), PROCESSES_LIMIT) if "processes" in self.value else 1

    def layout(self) -> tuple[str, ...]:
        return self.texts("layout") if "layout" in self.value else ()

    def code(self) -> SceneCode:
        # Editors drop a byte order mark and Python refuses one inside a text.
        return SceneCode(self.text("source").removeprefix("\ufeff"), self.text("file"),
                         frozenset(self.texts("allowedImports")))  # fmt: skip

    def limits(self) -> Limits:
        found = self.value.get("limits")
        if not isinstance(found, dict):
            raise BadRequest(self.id, "limits are missing.")
        seconds, memory, output, file_size = (
            self.positive(found, name) for name in ("seconds", "memory", "output", "fileSize")
        )
        return Limits(seconds, int(memory), int(output), int(file_size))

    def keeping(self) -> Keeping:
        found = self.value.get("keep")
        if not isinstance(found, dict):
            raise BadRequest(self.id, "keep is missing.")
        memory = found.get("memory")
        if isinstance(memory, bool) or not isinstance(memory, int | float) or not 0 <= memory < 2**53:
            raise BadRequest(self.id, "keep.memory is not a number of bytes.")
        return Keeping(self.text("session", found)[:1000], int(memory))

    def positive(self, found: dict[str, Any], name: str) -> float:
        number = found.get(name)
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number < 2**53:
            raise BadRequest(self.id, f"{name} is not a positive number.")
        return number

    def quality(self) -> str:
        quality = self.text("quality")
        if quality not in QUALITIES:
            raise BadRequest(self.id, f"There is no quality {quality[:40]!r}.")
        return quality

    def run(self) -> str:
        run = self.text("run")
        if not is_run_name(run):
            raise BadRequest(self.id, "run is not a plain relative name.")
        return run
