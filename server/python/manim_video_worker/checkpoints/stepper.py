"""Running a scene's methods statement by statement, in the process that checks it."""

from __future__ import annotations

import functools
import itertools
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

from manim.utils.exceptions import EndSceneEarlyException, RerunSceneException

from ..faults import Fault, problem_of
from ..problems import Failed, Problem
from ..scene_run import LoadedCode
from . import lines
from .going_on import PROBLEMS_LIMIT, Unknown
from .program import Entry, Key, Program
from .steps import WENT_ON, binder, run_step

# Ends of the run, not of one statement.
_FINAL = (EndSceneEarlyException, RerunSceneException, MemoryError, Failed)
_MACHINE = frozenset(["disk-full", "disk-read-only", "scene-output", "scene-memory", "scene-exit"])
_OURS = __name__.rpartition(".")[0]


class Stepper:
    """Stands in for the methods of `program` while a scene runs; tells before each statement that it is between two."""

    def __init__(
        self,
        program: Program,
        loaded: LoadedCode,
        scene: str,
        between: Callable[[Entry], None],
        found: Callable[[list[Problem]], None],
        time: Callable[[], float],
    ) -> None:
        self.program = program
        self.loaded = loaded
        self.scene = scene
        self.between = between
        self.found = found
        self.time = time
        # Every statement that has been begun, in order.
        self.trace: list[Entry] = []
        self.problems: list[Problem] = []
        self.unknown = Unknown()
        self._calls = itertools.count()
        self._depth = 0

    def install(self) -> bool:
        """Replaces the methods on their classes; answers whether there are any to run in steps."""
        chosen = self.loaded.scenes[self.scene]
        installed: set[Key] = set()
        for key, method in self.program.methods.items():
            owner = self.loaded.namespace.get(key[0])
            function = vars(owner).get(key[1]) if isinstance(owner, type) and owner in chosen.__mro__ else None
            if isinstance(function, types.FunctionType) and function.__code__.co_firstlineno == method.node.lineno:
                setattr(owner, key[1], self._standing_in(key, function))
                installed.add(key)
        return any(name == "construct" for _, name in installed)

    def _standing_in(self, key: Key, function: types.FunctionType) -> Callable[..., Any]:
        bind = binder(function)

        @functools.wraps(function)
        def method(*arguments: Any, **options: Any) -> Any:
            try:
                bound = bind(*arguments, **options)
            except TypeError as error:
                # Told at the call, as without us.
                raise _without_us(error) from None
            return self._run(key, bound)

        return method

    def _run(self, key: Key, bound: dict[str, Any]) -> Any:
        cells = {name: types.CellType(value) for name, value in bound.items()}
        itself, call, index = next(iter(bound.values())), next(self._calls), 0
        self._depth += 1
        while True:
            self.between((key, index))
            # An edited text may have taken the place of the one before.
            method = self.program.methods[key]
            self.trace.append((key, index))
            if index >= len(method.texts):
                break
            answer = self._step(key, index, cells, itself, call)
            if answer is not WENT_ON:
                break
            index += 1
        self._depth -= 1
        if self.problems and not self._depth:
            raise Failed(*self.problems)
        return None

    def _step(self, key: Key, index: int, cells: dict[str, types.CellType], itself: object, call: int) -> Any:
        method = self.program.methods[key]
        statement = method.node.body[index]
        if self.problems and self.unknown.passes_over(call, statement):
            self.unknown.add(call, method.itself, statement)
            return WENT_ON
        depth = self._depth
        try:
            answer = run_step(method.step(index, lines.current.offset), self.loaded.namespace, cells, itself)
        except BaseException as error:
            self._depth = depth
            failure = _without_us(error)
        else:
            if self.problems:
                self.unknown.bound(call, statement)
            return answer
        return self._failed(failure, method.itself, call, statement)

    def _failed(self, error: BaseException, itself: str, call: int, statement: Any) -> Any:
        """Tells the problem and goes on, where that can be done."""
        if isinstance(error, Failed | EndSceneEarlyException | RerunSceneException):
            raise error
        problem = problem_of(_with_callers(error), Fault(self.loaded.code, self.scene, self.time()))
        if not isinstance(error, Exception) or isinstance(error, _FINAL) or problem["code"] in _MACHINE:
            self._stop(error)
        doubtful = self.problems and self.unknown.doubts(call, statement, error, problem["code"])
        if not self._is_known(problem) and not doubtful:
            self.problems.append(problem)
            self.found([problem])
            if len(self.problems) == PROBLEMS_LIMIT:
                raise Failed(*self.problems)
        self.unknown.add(call, itself, statement)
        return WENT_ON

    def _is_known(self, problem: Problem) -> bool:
        """A statement of a helper fails at each call."""
        return any(_same_place(problem) == _same_place(other) for other in self.problems)

    def _stop(self, error: BaseException) -> NoReturn:
        """Lets the run end as it would without us, with what was found before."""
        if not self.problems:
            raise error
        if isinstance(error, MemoryError) and sys.platform == "linux":
            from ..limits import open_memory_reserve

            open_memory_reserve()
        raise Failed(*self.problems, problem_of(error, Fault(self.loaded.code, self.scene, self.time())))


def _same_place(problem: Problem) -> tuple[Any, ...]:
    return problem["code"], problem["message"], problem.get("line"), problem.get("column")


def _with_callers(error: BaseException) -> BaseException:
    """The error with the frames on its trace that have not been left yet: those that called the method."""
    trace, frame = error.__traceback__, sys._getframe(1)
    begun = trace.tb_frame if trace else None
    while frame.f_back:
        frame = frame.f_back
        ours = str(frame.f_globals.get("__name__", "")).startswith(_OURS)
        if not ours and frame is not begun:
            trace = types.TracebackType(trace, frame, frame.f_lasti, frame.f_lineno)
    return error.with_traceback(trace)


def _without_us(error: BaseException) -> BaseException:
    """The error as if our frames had not been on its way."""
    kept = []
    trace = error.__traceback__
    while trace:
        if not str(trace.tb_frame.f_globals.get("__name__", "")).startswith(_OURS):
            kept.append(trace)
        trace = trace.tb_next
    following = None
    for trace in reversed(kept):
        trace.tb_next = following
        following = trace
    return error.with_traceback(following)
