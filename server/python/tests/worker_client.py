"""A backend for tests: the real worker process, its pipes, and its answers."""

from __future__ import annotations

import itertools
import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "manim_video_worker"
LIMITS = {"seconds": 30, "memory": 2 << 30, "output": 1 << 20, "fileSize": 200 << 20}


class WorkerClient:
    """Starts a worker and talks to it as the backend does."""

    def __init__(self, scratch: Path, *flags: str, env: dict[str, str] | None = None, program: Path = PACKAGE) -> None:
        self.scratch = scratch
        started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-B", str(program), "--scratch", str(scratch), *flags],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})},
        )  # fmt: skip
        self.answers: queue.Queue[dict | None] = queue.Queue()
        self.kept: list[dict] = []
        self.ids = itertools.count(1)
        threading.Thread(target=self._read, daemon=True).start()
        ready = self.answers.get(timeout=60)
        assert ready == {"type": "ready"}, (ready, self.process.poll() is not None and self.process.stderr.read())
        self.seconds_to_ready = time.monotonic() - started

    def _read(self) -> None:
        for line in self.process.stdout:
            self.answers.put(json.loads(line))
        self.answers.put(None)

    def write(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def post(self, **request) -> str:
        """Sends a request; answers its id."""
        request = {"id": f"r{next(self.ids)}", **request}
        self.write(json.dumps(request).encode() + b"\n")
        return request["id"]

    def wait(self, request_id: str, timeout: float = 60) -> dict:
        """The last answer to a request; other answers are kept."""
        for kept in self.kept:
            if kept.get("id") == request_id and kept["type"] in ("done", "failed"):
                self.kept.remove(kept)
                return kept
        deadline = time.monotonic() + timeout
        while True:
            answer = self.answers.get(timeout=max(0.01, deadline - time.monotonic()))
            assert answer is not None, "the worker has ended"
            if answer.get("id") == request_id and answer["type"] in ("done", "failed"):
                return answer
            self.kept.append(answer)

    def post_check(self, source: str, scenes: list[str] | None = None, **more) -> str:
        limits = {**LIMITS, **more.pop("limits", {})}
        allowed = more.pop("allowed", [])
        fields = {"scenes": scenes} if scenes is not None else {}
        return self.post(
            op="check",
            source=source,
            file="/videos/scènes/01.py",
            allowedImports=allowed,
            limits=limits,
            **fields,
            **more,
        )

    def check(self, source: str, scenes: list[str] | None = None, **more) -> dict:
        """Checks code; answers the CheckResult."""
        answer = self.wait(self.post_check(source, scenes, **more))
        assert answer["type"] == "done", answer
        return answer["result"]

    def problem(self, source: str, **more) -> dict:
        """The one problem of some code."""
        problems = self.check(source, **more)["problems"]
        assert len(problems) == 1, problems
        return problems[0]

    def post_render(self, source: str, scene: str, run: str, **more) -> str:
        limits = {**LIMITS, **more.pop("limits", {})}
        fields = {"quality": "low", "allowedImports": more.pop("allowed", []), **more}
        return self.post(
            op="render", source=source, file="/videos/01.py", scene=scene, run=run, limits=limits, **fields
        )

    def render(self, source: str, scene: str, run: str, **more) -> dict:
        """The last answer to a render."""
        return self.wait(self.post_render(source, scene, run, **more))

    def close(self) -> int:
        """Closes the stream; answers the exit status."""
        self.process.stdin.close()
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            self.process.stdout.close()
            self.process.stderr.close()
