"""Who may add documents on the page: whoever has the operator's password, one desk each."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.adding.desk import Desk

# A desk that nobody used for so long is cleared, and its files are forgotten.
IDLE_SECONDS = 1_800.0
# Desks at once: each may hold files in memory.
MOST_DESKS = 4
# The wait after a wrong password: 1 s, then twice as long each time, at most this.
LONGEST_WAIT = 60.0


class TooSoon(Exception):
    """A password was not compared, because a wrong one came a moment before."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds:.0f} s")
        self.seconds = seconds
        """To wait for the next attempt."""


@dataclass(slots=True)
class _Held:
    desk: Desk
    used: float


class Gate:
    """Lets in who has the password, and knows them by a random token until they leave or are idle."""

    def __init__(self, password: str, new_desk: Callable[[], Desk], clock: Callable[[], float] = time.monotonic) -> None:
        self._password = _digest(password)
        self._new_desk = new_desk
        self._clock = clock
        self._lock = threading.Lock()
        self._desks: dict[bytes, _Held] = {}
        self._wrong = 0
        self._next = 0.0

    def enter(self, password: str) -> str | None:
        """The token of a new desk; None for a wrong password.

        Attempts are slowed down for everybody together, since a guesser can come from anywhere. Raises `TooSoon`.
        """
        with self._lock:
            now = self._clock()
            if now < self._next:
                raise TooSoon(self._next - now)
            if not hmac.compare_digest(_digest(password), self._password):
                self._next = now + min(2.0**self._wrong, LONGEST_WAIT)
                self._wrong = min(self._wrong + 1, 10)
                return None
            self._wrong = 0
            self._forget_idle(now)
            while len(self._desks) >= MOST_DESKS:
                self._close(min(self._desks, key=lambda each: self._desks[each].used))
            token = secrets.token_urlsafe(32)
            self._desks[_digest(token)] = _Held(self._new_desk(), now)
            return token

    def desk(self, token: object) -> Desk | None:
        """The desk of a token that is in force; None for anything else."""
        with self._lock:
            now = self._clock()
            self._forget_idle(now)
            # Digests are looked up, so that the time it takes tells nothing of a token.
            held = self._desks.get(_digest(token)) if isinstance(token, str) else None
            if held is None:
                return None
            held.used = now
            return held.desk

    def leave(self, token: str) -> None:
        """Clears a desk; its token is worth nothing from then on."""
        with self._lock:
            if _digest(token) in self._desks:
                self._close(_digest(token))

    def _forget_idle(self, now: float) -> None:
        for key in [key for key, held in self._desks.items() if now - held.used > IDLE_SECONDS and not held.desk.busy]:
            self._close(key)

    def _close(self, key: bytes) -> None:
        self._desks.pop(key).desk.close()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
