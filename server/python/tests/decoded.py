"""What a video holds once it is decoded. Two files of the same pictures may differ: x264 is free in how it writes them,
and on a busy machine it does not write the same frames the same way each time."""

import hashlib
from pathlib import Path

import av

# Options with which libx264 loses nothing, so that what is decoded is what was encoded.
LOSSLESS = {"crf": "0"}


def decoded(path: Path) -> list[tuple[str, int | None, str]]:
    """Each frame of picture and sound: its kind, its time in the stream's units, and a digest of its content."""
    with av.open(str(path)) as container:
        return [
            (type(frame).__name__, frame.pts, hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest())
            for frame in container.decode()
        ]
