"""Draws faults for the scenes of a corpus and keeps those that are verified.

python make.py CORPUS SEED FIRST STEP: every STEP-th scene from FIRST on, to FIRST.part.json; finish.py joins the parts.
What was drawn and not kept is told on standard error.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from observe import observe
from propose import Fault, Proposals, apply
from verify import verified

KINDS = ("off-frame", "overlap", "crossing", "small-text", "contrast")
SECOND = 0.25
"""How often a scene gets two faults of a kind."""
WHOLE = 0.45
"""How often a scene gets an empty or a still stretch."""
TRIES = 4
STEADY_CAMERA = ("MovingCameraScene", "ThreeDScene", "ZoomedScene")


def faults_of(scene: str, source: str, seed: int, log: Any) -> list[dict[str, Any]]:
    """The verified faults of one scene."""
    moments = observe(source, pictures=True)
    if not moments:
        return []
    proposals = Proposals(scene, source, moments, seed)
    moving = any(name in source for name in STEADY_CAMERA)
    kept: list[dict[str, Any]] = []
    for kind in () if moving else KINDS:
        texts = proposals.texts()
        done, tries = 0, 0
        wanted = 1 + (proposals.random.random() < SECOND)
        while texts and done < wanted and tries < TRIES:
            name = texts[tries % len(texts)]
            tries += 1
            for fault in getattr(proposals, kind.replace("-", "_"))(name):
                done += _keep(fault, source, kept, log)
    places = [moment for moment in moments if proposals.statement(moment) is not None]
    for kind in ("empty", "still"):
        if places and proposals.random.random() < WHOLE:
            place = proposals.random.choice(places)
            for fault in getattr(proposals, kind)(place):
                _keep(fault, source, kept, log)
    return kept


def _keep(fault: Fault, source: str, kept: list[dict[str, Any]], log: Any) -> int:
    changed = apply(source, fault.patch)
    if any(one["patch"]["lines"] == fault.patch.lines and one["patch"]["line"] == fault.patch.line for one in kept):
        return 0
    try:
        found = verified(fault, changed)
    except RuntimeError as error:
        print(fault.scene, fault.kind, fault.variant, "fails:", str(error)[:160], file=log, flush=True)
        return 0
    if found is None:
        print(fault.scene, fault.kind, fault.variant, "not verified:", fault.patch.lines, file=log, flush=True)
        return 0
    start, until, measured = found
    kept.append({
        "id": f"{fault.scene}-{fault.kind}-{sum(one['kind'] == fault.kind for one in kept) + 1}",
        "scene": fault.scene, "kind": fault.kind, "code": f"layout-{fault.kind}", "variant": fault.variant,
        "patch": {"line": fault.patch.line, "lines": fault.patch.lines, "replaces": fault.patch.replaces},
        "names": [name for name in (fault.subject, fault.other) if name],
        "from": round(start, 3), "until": round(until, 3), "measured": measured,
    })  # fmt: skip
    return 1


def main() -> None:
    corpus, seed, first, step = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    faults: list[dict[str, Any]] = []
    for path in sorted((corpus / "scenes").glob("*.py"))[first::step]:
        try:
            faults += faults_of(path.stem, path.read_text(), seed, sys.stderr)
        except RuntimeError as error:
            print(path.stem, "does not run:", str(error)[:200], file=sys.stderr, flush=True)
        Path(f"{first}.part.json").write_text(json.dumps(faults, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
