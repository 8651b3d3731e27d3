"""Become a test: a fork of the runner that runs one test and says one line, signed with a word that it cannot read.

For runners in Python whose tests are Python, too. The child leaves all frames of the process that forked it before it
imports anything of the submission, and turns the word into a hash that holds it: it signs, and cannot be read.
"""

from __future__ import annotations

import json
import os
from _blake2 import blake2b
from collections.abc import Callable
from typing import Any, NoReturn

Record = dict[str, Any]


class _Begun(BaseException):
    """Raised in a child to leave the frames of the process that forked it; the word is in one of them."""

    def __init__(self, writer: int, signing: Any, work: Callable[[], Record]) -> None:
        self.start = (writer, signing, work)


def saying(work: Callable[[], Record]) -> Callable[[int, str], NoReturn]:
    """A child that does `work` and says what comes of it."""

    def begin(writer: int, word: str) -> NoReturn:
        raise _Begun(writer, blake2b(key=word.encode()), work)

    return begin


def run(main: Callable[[], None]) -> NoReturn:
    """Run all tests, or become one of them: in its process nothing is left of what ran them."""
    try:
        main()
        os._exit(0)
    except _Begun as begun:
        start = begun.start
    _speak(*start)


def _speak(writer: int, signing: Any, work: Callable[[], Record]) -> NoReturn:
    """In the child: do the work and say its result. Never returns."""
    write, leave, dumps = os.write, os._exit, json.dumps
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        said = work()
    except BaseException as error:  # noqa: BLE001  (whatever ends a test is its result)
        said = {"status": "error", "msg": f"{type(error).__name__} ended the test"}
    text = dumps(said)
    signing.update(text.encode())
    write(writer, dumps({"signed": signing.hexdigest(), "text": text}).encode())
    leave(0)
