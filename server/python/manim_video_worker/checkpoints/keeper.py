"""When a run leaves snapshots, and how a continuation takes over an edited text."""

from __future__ import annotations

import linecache
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from manim import Scene, config

from ..channel import Channel
from ..layout.watch import LayoutWatch
from ..messages import SceneCode
from ..playback import Playback
from ..problems import Failed, Problem
from ..scene_module import listing
from ..scene_run import LoadedCode, read_and_look
from . import lines
from .aims import Aim, FrameAt, WholeScene, scene_at
from .drawn_texts import lend
from .moved import moved_problem
from .program import Entry, Program, hop, program_of, unchanged
from .stepper import Stepper

if TYPE_CHECKING:
    from .snapshots import Snapshots

# Seconds of work from which a snapshot is worth its fork. At the place of an edit and at the end, where the next run is
# likely to start, no more is asked for; elsewhere a long scene leaves no more than about so many.
STRETCH, MOST = 0.02, 200
# Taking them is to be no more than this part of the work (its other half is paid later, as pages are copied), but after
# so many seconds one is worth whatever it costs.
SHARE, LONG_STRETCH = 4, 0.25
# Scene code may have replaced os._exit.
_exit = os._exit


class Keeper:
    """Of one scene, in the process that runs it."""

    def __init__(
        self, channel: Channel, loaded: LoadedCode, scene: str, playback: Playback, watch: LayoutWatch | None, aim: Aim
    ) -> None:
        self.channel = channel
        self.loaded = loaded
        self.scene = scene
        self.watch = watch
        self.playback = playback
        self.aim = aim
        # The scene once it is made.
        self.shown: Scene | None = None
        self.snapshots = _snapshots(channel)
        self.stepper = Stepper(
            program_of(loaded.code), loaded, scene, self._between, self._found, lambda: playback.time
        )
        self._leaves = self.snapshots is not None
        self._before: Program | None = None
        self._started = time.monotonic()
        self._now()
        self._taken: int | None = None
        self._cost = 0.0

    @property
    def program(self) -> Program:
        """The newest text."""
        return self.stepper.program

    def start(self) -> bool:
        """Lets the scene run in steps; answers whether it can."""
        self._started = time.monotonic()
        self._now()
        return self.stepper.install()

    def _found(self, problems: list[Problem]) -> None:
        if self.watch:
            self.watch.stop()
        self.channel.send("found", problems=problems)

    def _between(self, entry: Entry) -> None:
        self.aim.look(self, entry)
        if not self._leaves or not self.snapshots or not self._due(entry) or not self.snapshots.possible():
            return
        before = time.process_time()
        try:
            woken = self.snapshots.take(self._note())
        except OSError:
            # There is no room for another process: the scene is none the worse for it.
            self._leaves = False
            return
        self._taken = len(self.stepper.trace)
        self._now()
        self._cost = time.process_time() - before
        if woken is not None:
            self._cost = 0.0
            self._go_on(woken)
            self._leaves = bool(woken["leaves"])
            # What was edited may be the very next statement, which is then no longer ahead.
            self._at_edit(entry)
            self.aim.look(self, entry)

    def _due(self, entry: Entry) -> bool:
        steps, stretch = len(self.stepper.trace), self._stretch()
        if self._taken is None:
            return True
        if steps == self._taken:
            return False
        if self._at_edit(entry) or self._at_end(entry):
            return stretch >= STRETCH
        if self._before is not None:
            # On the way to the edit there is a snapshot nearby, and an answer waits.
            return stretch >= LONG_STRETCH
        return stretch >= max(STRETCH, min(LONG_STRETCH, SHARE * self._cost), (time.monotonic() - self._started) / MOST)

    def _stretch(self) -> float:
        """Seconds since the last snapshot."""
        return time.monotonic() - self._last

    def _now(self) -> None:
        self._last = time.monotonic()

    def _at_edit(self, entry: Entry) -> bool:
        """At the first statement that the edit has changed."""
        if self._before is None:
            return False
        (key, index), before = entry, self._before
        if before.methods[key].text(index) == self.program.methods[key].text(index):
            return False
        self._before = None
        return True

    def _at_end(self, entry: Entry) -> bool:
        return entry[0][1] == "construct" and entry[1] == len(self.program.methods[entry[0]].texts)

    def _note(self) -> dict[str, Any]:
        stretches, line = set(), 0
        for key, index in self.stepper.trace:
            method = self.program.methods[key]
            if index < len(method.texts):
                statement = method.node.body[index]
                stretches.add((statement.lineno, statement.end_lineno or statement.lineno))
                if key[1] == "construct":
                    line = statement.lineno
        return {
            "kind": "snapshot",
            "scene": self.scene,
            "steps": len(self.stepper.trace),
            "seconds": round(self._stretch(), 4),
            "stretches": sorted(stretches),
            "line": line,
        }

    def _go_on(self, request: dict[str, Any]) -> None:
        """Takes over the text of a continuation, or ends with what the worker has to know."""
        code = SceneCode(request["source"], request["file"], frozenset(request["allowed"]))
        if code.source != self.program.read.text.source:
            try:
                read = read_and_look(code)
            except Failed as failed:
                self._end("unreadable", problems=failed.problems)
            self._take_over(program_of(read))
        if self.snapshots:
            self.snapshots.belong()
        read = self.loaded.code
        config["media_dir"] = request["folder"]
        Path(request["folder"]).mkdir(exist_ok=True)
        lend(Path(request["store"]), Path(request["folder"]))
        self.channel.send("lines", hops=lines.current.hops)
        self.channel.send("scenes", scenes=listing(request["scenes"], read.nodes), rest=[])
        self.channel.send("scene", name=self.scene)
        self.aim = self._aim_of(request)
        self.aim.begin(self)
        self.channel.send("accepted")
        if self.stepper.problems:
            self.channel.send("found", problems=self.stepper.problems)
        self._started = time.monotonic()
        self._now()

    def _aim_of(self, request: dict[str, Any]) -> Aim:
        if request["op"] == "check":
            return WholeScene()
        around = scene_at(self.loaded.code.tree, request["scenes"], request["line"])
        if around != self.scene:
            self._end("elsewhere", scene=around)
        return FrameAt(Path(request["scratch"]), request["line"], request["quality"], request["run"])

    def _take_over(self, program: Program) -> None:
        old = self.program
        if program.frame != old.frame or len(lines.current.hops) >= lines.GENERATIONS:
            self._end("anew")
        valid = unchanged(self.stepper.trace, old, program)
        if valid < len(self.stepper.trace):
            self.refuse(valid)
        step = hop(old, program)
        lines.current.hops.append(step)
        self._before, self.stepper.program, self.loaded.code = old, program, program.read
        if self.watch:
            self.watch.code = program.read
        self.stepper.problems = [moved_problem(problem, step) for problem in self.stepper.problems]
        text = program.read.text
        linecache.cache[text.file] = (len(text.source), None, [line + "\n" for line in text.lines], text.file)

    def refuse(self, valid: int) -> NoReturn:
        """This snapshot is too far on: ends, so that one is woken after at most so many statements."""
        self._end("stale", valid=valid)

    def _end(self, kind: str, **values: Any) -> NoReturn:
        """Ends a continuation that has told all it had to tell."""
        self.channel.send(kind, **values)
        _exit(0)


def _snapshots(channel: Channel) -> Snapshots | None:
    if getattr(channel, "registration", None) is None:
        return None
    # Needs fork.
    from .snapshots import Snapshots

    return Snapshots(channel)  # type: ignore[arg-type]
