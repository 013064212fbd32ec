"""Checks scenes with the real worker, several at a time, and prints its layout findings: one JSON object a scene.

Standard input: JSON lines {"id", "source"}. Standard output: JSON lines {"id", "findings"} or {"id", "failed"}.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "server" / "python" / "tests"))

from worker_client import WorkerClient

CODES = ["off-frame", "overlap", "crossing", "small-text", "contrast", "empty", "still"]
AT_ONCE = 2
SECONDS = 120


def main() -> None:
    wanted = [json.loads(line) for line in sys.stdin]
    with tempfile.TemporaryDirectory() as scratch:
        worker = WorkerClient(Path(scratch))
        posted: list[tuple[str, str]] = []
        for number in range(len(wanted) + AT_ONCE):
            if number < len(wanted):
                layout = [f"layout-{code}" for code in CODES]
                limits = {"seconds": SECONDS}
                posted.append(
                    (wanted[number]["id"], worker.post_check(wanted[number]["source"], layout=layout, limits=limits))
                )
            if number >= AT_ONCE:
                name, request = posted[number - AT_ONCE]
                tell(name, worker.wait(request, SECONDS + 30))
        worker.close()


def tell(name: str, answer: dict) -> None:
    """Prints what the worker answered; a problem that is no layout finding is a failure."""
    problems = [answer["problem"]] if answer["type"] == "failed" else answer["result"]["problems"]
    others = [problem for problem in problems if not problem["code"].startswith("layout-")]
    told = {"failed": others} if others else {"findings": problems}
    print(json.dumps({"id": name, **told}), flush=True)


main()
