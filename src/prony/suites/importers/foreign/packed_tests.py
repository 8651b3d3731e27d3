"""Private tests of LiveCodeBench: JSON, or JSON in a pickle, packed by zlib, as base64. No object is made of one."""

from __future__ import annotations

import base64
import binascii
import io
import json
import pickle
import zlib
from typing import Any, NoReturn

LARGEST_BYTES = 256 << 20
"""Of one task's tests, unpacked."""


class TextsOnly(pickle.Unpickler):
    """Reads texts and other plain values out of a pickle: whatever names a class or a function is refused."""

    def find_class(self, module: str, name: str, /) -> NoReturn:
        """Refuse it: to find it would be to run it."""
        raise ValueError(f"its private tests name {module}.{name}, which no text does")

    def persistent_load(self, pid: Any) -> NoReturn:
        """Refuse it."""
        raise ValueError("its private tests refer to something outside of them")


def private_tests(text: str) -> list[Any]:
    """The tests in `text`. Raises ValueError, with words for whoever has the file."""
    if text.lstrip().startswith(("[", "{")):
        return _list(json.loads(text))
    try:
        packed = base64.b64decode(text, validate=True)
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, LARGEST_BYTES)
        if unpacker.unconsumed_tail:
            raise ValueError(f"its private tests are larger than {LARGEST_BYTES >> 20} MiB, unpacked")
        value = TextsOnly(io.BytesIO(data)).load()
    except (binascii.Error, zlib.error) as error:
        raise ValueError(f"its private tests cannot be unpacked: {error}") from None
    except ValueError:
        raise
    except Exception as error:  # noqa: BLE001 - a pickle that was made to break its reader breaks it in any way it likes
        raise ValueError(f"its private tests cannot be read: {type(error).__name__}") from None
    return _list(json.loads(value) if isinstance(value, str) else value)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("its tests are no list")
    return value
