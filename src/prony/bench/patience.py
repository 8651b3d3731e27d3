"""Patience with an engine that is away, loads or is busy: how long it is waited for, how often it is looked at, and
what is said meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from prony.errors import EngineError
from prony.readable import seconds

Found = TypeVar("Found")

WAITED_FOR = frozenset({"E201", "E212"})
"""Errors of an engine that may answer later: nobody is there, or who is there says so."""
DOUBTED = frozenset({"E203", "E206", "E207"})
"""Errors that are believed of an engine which was ready before only when it repeats them."""
MOST_DOUBTS = 4
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
"""Between two tries of an attempt that an engine did not take up, where it does not say when to come back."""
LONGEST_LOOK_S = 5.0
"""Between two looks at an engine that is away: a look costs little."""
LEAST_LOAD_S = 60.0
"""What a load may take, however little patience there is."""
TELL_AFTER_S = 10.0
TELL_EVERY_S = 60.0
AS_SAID = "--patience; Ctrl-C leaves"


class Patience:
    """The patience of a run with one contestant's engine.

    limit_s: of one wait. who: what messages call the engine. say: gets a line for people, now. note: gets what a reader
    of the run should know later.
    """

    def __init__(self, limit_s: float, who: str, *, say: Callable[[str], None], note: Callable[[str], None]) -> None:
        self.limit_s = limit_s
        self._who = who
        self._say = say
        self._note = note
        self._refused_since: float | None = None
        self._refusals = 0

    async def until_ready(
        self, look: Callable[[], Awaitable[Found]], *, met: bool, away_s: float | None = None
    ) -> Found:
        """Return what `look` finds, as soon as it raises none of `WAITED_FOR`.

        met: it was ready before, so that what it says now in the midst of a restart is not its last word. away_s: how
        long it may be away, where that is less than the limit. Raises what `look` raised last when the time is over,
        and EngineError E204 where a look itself takes longer than that.
        """
        begun, since, pauses, last = time.monotonic(), time.monotonic(), 0, ""
        doubts = MOST_DOUBTS if met else 0
        while True:
            try:
                found = await self._looked(look)
            except EngineError as error:
                if error.code in DOUBTED and doubts:
                    doubts -= 1
                elif error.code not in WAITED_FOR:
                    raise
                if (last, error.code) == ("E201", "E212") and since == begun:
                    since = time.monotonic()  # it is back, and has as long again to load
                most_s = self.limit_s if away_s is None or error.code != "E201" else away_s
                left_s = since + most_s - time.monotonic()
                if left_s <= 0:
                    raise self._spent(error, most_s) from error
                if error.code != last:
                    self._say(f"{self._who}: {_words(error)}; waits up to {seconds(most_s)} ({AS_SAID})")
                last = error.code
                asked_s = getattr(error, "retry_after_s", None) or 0.0
                await asyncio.sleep(min(max(_pause_s(pauses, LONGEST_LOOK_S), asked_s), left_s))
                pauses += 1
                continue
            if last:
                self._note(f"{self._who} was away or not ready for {seconds(time.monotonic() - begun)}: waited for it")
            return found

    async def _looked(self, look: Callable[[], Awaitable[Found]]) -> Found:
        """One look. A person is told of one that takes long: a model loads."""
        most_s = max(self.limit_s, LEAST_LOAD_S)
        deadline = asyncio.timeout(most_s)
        teller = asyncio.create_task(self._tell_of_a_load(most_s))
        try:
            async with deadline:
                return await look()
        except TimeoutError:
            if not deadline.expired():
                raise
            raise EngineError(
                "E204", f"{self._who} was not ready after {seconds(most_s)}", hint="--patience SECONDS waits longer"
            ) from None
        finally:
            teller.cancel()

    async def _tell_of_a_load(self, most_s: float) -> None:
        waited_s = TELL_AFTER_S
        await asyncio.sleep(TELL_AFTER_S)
        while True:
            self._say(f"{self._who}: not ready after {seconds(waited_s)}; it may take {seconds(most_s)} ({AS_SAID})")
            await asyncio.sleep(TELL_EVERY_S)
            waited_s += TELL_EVERY_S

    def _spent(self, error: EngineError, waited_s: float) -> EngineError:
        """`error`, with the word that it was waited for."""
        hint = f"it was waited for {seconds(waited_s)}: --patience SECONDS waits longer" if waited_s else error.hint
        return EngineError(error.code, error.what, where=error.where, cause=error.cause, hint=hint)

    async def pause(self, asked_s: float | None, words: str) -> bool:
        """Wait after an attempt that was not taken up: as long as the engine asked, else longer each time.

        False, and no wait, where the patience with it is spent: nothing was taken up for so long.
        """
        now = time.monotonic()
        self._refused_since = self._refused_since or now
        left_s = self._refused_since + self.limit_s - now
        if left_s <= 0:
            return False
        wanted_s = max(_pause_s(self._refusals, LONGEST_PAUSE_S), asked_s or 0.0)
        self._refusals += 1
        if wanted_s > left_s:
            self._say(
                f"{self._who} asks for a pause of {seconds(wanted_s)}: {words}; waits {seconds(left_s)} ({AS_SAID})"
            )
        elif wanted_s >= 1.0:
            self._say(f"{self._who}: {words}; waits {seconds(wanted_s)}")
        await asyncio.sleep(min(wanted_s, left_s))
        return True

    def taken_up(self) -> None:
        """Begin anew: the engine took an attempt up."""
        self._refused_since, self._refusals = None, 0


def _pause_s(number: int, longest_s: float) -> float:
    return min(longest_s, FIRST_PAUSE_S * 2.0 ** min(number, 20))


def _words(error: EngineError) -> str:
    return f"{error.what} ({error.cause})" if error.cause else error.what
