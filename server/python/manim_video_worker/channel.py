"""What a request's handler tells while it works. In a fork it writes to a private pipe; in process it calls back."""

from __future__ import annotations

import time
from typing import Any, Protocol

PROGRESS_INTERVAL = 0.1


class Channel(Protocol):
    """The way from a handler to the process that talks to the backend."""

    def send(self, kind: str, **values: Any) -> None:
        """Tells one thing of this kind."""


class Progress:
    """Tells of animations and video time, at most ten times a second."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.last = 0.0

    def tell(self, animation: int, video_time: float) -> None:
        """Tells now, unless it just did."""
        now = time.monotonic()
        if now - self.last >= PROGRESS_INTERVAL:
            self.last = now
            self.channel.send("progress", animation=animation, time=video_time)
