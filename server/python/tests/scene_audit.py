"""Runs Manim scenes without drawing them and reports what a viewer would dislike: layout, pacing, missing beats.

    python scene_audit.py <template folder | scene.py>...

Exit status 1 if anything was found. Needs a POSIX system: each scene runs in a fork, so that none disturbs the next.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import logging
import multiprocessing
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import manim
import numpy as np
import scene_audit_layout as layout
from manim import Scene, config
from manim.animation.animation import Animation
from manim.renderer.cairo_renderer import CairoRenderer

WORDS_PER_SECOND = 2.5
# Seconds that one scene may take.
LONGEST_RUN = 300.0
SHORTEST_VIDEO, LONGEST_VIDEO = 60, 150
FORBIDDEN = {"Text", "MarkupText", "Paragraph", "Tex", "MathTex", "SingleStringMathTex", "DecimalNumber", "Integer"}
FORBIDDEN |= {"Title", "BulletedList", "Variable", "BarChart", "Code"}


@dataclass(frozen=True)
class Finding:
    """One flaw: where in the video it shows first, its kind, and the objects concerned."""

    file: str
    scene: str
    time: float
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.file} {self.scene} {self.time:.1f}s {self.kind}: {self.message}"


@dataclass
class Report:
    """What one run of a scene showed."""

    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    sections: list[tuple[str, float]] = field(default_factory=list)


class _Steps:
    """The moments at which an animation is looked at, in the shape that Scene.play_internal iterates over."""

    def __init__(self, times: list[float]) -> None:
        self._times = times

    def __iter__(self) -> Iterator[float]:
        return iter(self._times)

    def close(self) -> None:
        """Nothing to close: this is no progress bar."""


class _Auditor:
    """Hooks into the renderer of this process and looks at the scene in the middle and at the end of each play."""

    def __init__(self, file: str) -> None:
        self.report = Report()
        self._file = file
        self._seen: set[tuple[str, str]] = set()

    def install(self) -> None:
        auditor, play = self, CairoRenderer.play
        next_section = Scene.next_section
        pixels = np.zeros((config.pixel_height, config.pixel_width, 4), dtype=np.uint8)

        def timed_play(renderer: CairoRenderer, scene: Scene, *args: Any, **kwargs: Any) -> None:
            play(renderer, scene, *args, **kwargs)
            auditor.report.seconds += float(scene.duration)
            auditor.look(scene, between=False)

        def marked_section(scene: Scene, name: str = "unnamed", *args: Any, **kwargs: Any) -> None:
            auditor.report.sections.append((name, auditor.report.seconds))
            next_section(scene, name, *args, **kwargs)

        def middle(renderer: CairoRenderer, scene: Scene, time: float, moving: object = None) -> None:
            if 0 < time < scene.duration:
                auditor.look(scene, between=True, ahead=time)

        def steps(scene: Scene, animations: list[Animation], duration: float) -> _Steps:
            return _Steps([0.0, duration / 2, duration])

        Scene.next_section = marked_section
        Scene._get_animation_time_progression = steps
        CairoRenderer.play = timed_play
        CairoRenderer.render = middle
        CairoRenderer.update_frame = lambda *args, **kwargs: None
        CairoRenderer.save_static_frame_data = lambda *args, **kwargs: None
        CairoRenderer.get_frame = lambda renderer: pixels
        layout.mark_glyphs()

    def look(self, scene: Scene, between: bool, ahead: float = 0.0) -> None:
        """Adds what is wrong with the screen now; in the middle of an animation texts may be small or cross."""
        texts, shapes = layout.on_screen(scene)
        self.add(scene, layout.outside(scene, texts, shapes), ahead)
        if not between:
            self.add(scene, layout.overlaps(texts), ahead)
            self.add(scene, layout.too_small(texts), ahead)
            self.add(scene, layout.foreign_text(scene), ahead)

    def add(self, scene: Scene, flaws: Iterator[tuple[str, str]], ahead: float = 0.0) -> None:
        """Reports each flaw once, at the first moment it shows."""
        for kind, message in flaws:
            if (kind, message.split(" reaches ")[0].split(" near ")[0]) not in self._seen:
                self._seen.add((kind, message.split(" reaches ")[0].split(" near ")[0]))
                time = self.report.seconds + ahead
                self.report.findings.append(Finding(self._file, type(scene).__name__, time, kind, message))


def _scene_class(path: Path) -> type[Scene]:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    own = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Scene)]
    return next(scene for scene in own if scene.__module__ == path.stem)


def _run(path: Path, answer: Connection) -> None:
    logging.getLogger("manim").setLevel(logging.ERROR)
    config.dry_run, config.disable_caching, config.progress_bar = True, True, "none"
    config.quality = "low_quality"
    auditor = _Auditor(path.name)
    with tempfile.TemporaryDirectory(prefix="scene-audit-") as media:
        config.media_dir = media
        auditor.install()
        try:
            _scene_class(path)().render()
        except BaseException as error:
            lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
            message = f"line {lines[-1] if lines else '?'}: {type(error).__name__}: {str(error).strip()[:400]}"
            auditor.report.findings.append(
                Finding(path.name, "", auditor.report.seconds, "exception", message),
            )
    answer.send(auditor.report)


def _names(path: Path) -> Iterator[Finding]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name) and node.id in FORBIDDEN:
            yield Finding(path.name, "", 0.0, "text-kind", f"line {node.lineno}: {node.id} is not Typst")


def _pacing(path: Path, report: Report, beats: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    shown, planned = [name for name, _ in report.sections], [beat["id"] for beat in beats]
    if shown != planned:
        yield Finding(path.name, "", 0.0, "beats", f"sections {shown} are not the storyboard's beats {planned}")
        return
    ends = [start for _, start in report.sections[1:]] + [report.seconds]
    for beat, (name, start), end in zip(beats, report.sections, ends, strict=True):
        least = len(beat["narration"].split()) / WORDS_PER_SECOND
        if not least - 0.05 <= end - start <= least * 1.8 + 2.05:
            allowed = f"{least:.1f} to {least * 1.8 + 2:.1f} s"
            yield Finding(path.name, "", start, "pacing", f"beat {name} lasts {end - start:.1f} s, not {allowed}")


def _crash(file: Path, what: str) -> Report:
    return Report([Finding(file.name, "", 0.0, "crash", f"the process {what}")])


def examine(path: Path | str, beats: Sequence[Mapping[str, Any]] | None = None) -> Report:
    """Runs the file's first scene in a fork; `beats` are the storyboard's, None skips what needs them."""
    file = Path(path).resolve()
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_run, args=(file, sender))
    process.start()
    sender.close()
    try:
        report: Report = receiver.recv() if receiver.poll(LONGEST_RUN) else _crash(file, "gave no answer in its time")
    except EOFError:
        report = _crash(file, "ended without an answer")
    process.kill()
    process.join()
    report.findings.extend(_names(file))
    if beats is not None and not any(finding.kind in ("exception", "crash") for finding in report.findings):
        report.findings.extend(_pacing(file, report, beats))
    return report


def audit(path: Path | str, beats: Sequence[Mapping[str, Any]] | None = None) -> list[Finding]:
    """The flaws of one scene file; see `examine`."""
    return examine(path, beats).findings


def shown_title(source: str) -> str | None:
    """The words that the title line of a scene's file shows: its string is Typst markup, with signs escaped."""
    line = re.search(r"^TITLE = (.+)$", source, re.MULTILINE)
    try:
        markup = ast.literal_eval(line.group(1)) if line else None
    except (SyntaxError, ValueError):
        return None
    if not isinstance(markup, str):
        return None
    smaller = re.fullmatch(r"#text\(size: [0-9.]+pt\)\[(.*)\]", markup)
    return re.sub(r"\\(.)", r"\1", smaller.group(1) if smaller else markup)


def examine_template(folder: Path) -> Report:
    """All scenes of a folder with a storyboard.json, their findings, and the length of the video."""
    storyboard = json.loads((folder / "storyboard.json").read_text(encoding="utf-8"))
    whole = Report()
    for scene in storyboard["scenes"]:
        file = folder / scene["file"]
        if not file.exists():
            whole.findings.append(Finding(scene["file"], scene["className"], 0.0, "missing", "no such file"))
            continue
        report = examine(file, scene["beats"])
        whole.findings.extend(report.findings)
        whole.seconds += report.seconds
        source = file.read_text(encoding="utf-8")
        if shown_title(source) != " ".join(scene["title"].split()):
            whole.findings.append(Finding(file.name, "", 0.0, "title", "TITLE is not the storyboard's title"))
        if f"class {scene['className']}(" not in source:
            whole.findings.append(Finding(file.name, "", 0.0, "class", f"no class {scene['className']}"))
    if not SHORTEST_VIDEO <= whole.seconds <= LONGEST_VIDEO:
        message = f"the video lasts {whole.seconds:.0f} s, not {SHORTEST_VIDEO} to {LONGEST_VIDEO}"
        whole.findings.append(Finding("storyboard.json", "", 0.0, "length", message))
    return whole


def main(arguments: list[str]) -> int:
    """Prints findings and seconds of each template or scene."""
    found = 0
    for argument in arguments:
        path = Path(argument)
        report = examine_template(path) if path.is_dir() else examine(path)
        for finding in report.findings:
            print(f"{path.name}/{finding}" if path.is_dir() else finding)
        print(f"{path.name}: {report.seconds:.1f} s, {len(report.findings)} findings (manim {manim.__version__})")
        found += len(report.findings)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
