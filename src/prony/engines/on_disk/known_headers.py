"""Headers of files that were read before: kept in one file, each as long as its file stays the same.

A file is known by its path, size, inode and both times (of content, of change): whoever writes into a file cannot set
the second one back.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from pathlib import Path
from typing import Any

import msgspec

from prony.config import cache_dir
from prony.engines.gguf_header import GgufHeader, read_gguf
from prony.engines.on_disk.safetensors_header import SafetensorsHeader, read_safetensors
from prony.engines.on_disk.slim import SlimHeader, mended, slim
from prony.errors import WeightsError
from prony.nouns import Noun
from prony.plain_files import read_plain, write_whole

FILE = "model-headers.json"
VERSION = 1
MOST_BYTES = 64 << 20
MOST_KEPT = 20_000


class _Known(Noun, frozen=True, kw_only=True):
    stamp: tuple[int, ...]
    gguf: SlimHeader | None = None
    safetensors: SafetensorsHeader | None = None
    refused: tuple[str, str] | None = None
    """Code and sentence of the refusal, where the file is no sound one."""


class _Kept(Noun, frozen=True, kw_only=True):
    version: int = 0
    files: dict[str, _Known] = {}


class KnownHeaders:
    """The headers of this user's model files. `read` counts those that were not known."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or cache_dir() / FILE
        self._kept = _load(self._path)
        self._used: set[str] = set()
        self._lock = threading.Lock()
        self.read = 0

    def slim(self, path: Path) -> SlimHeader:
        """What is kept of a GGUF file's header. Raises WeightsError E701 to E704 as `read_gguf`."""
        known = self._known(path, "gguf")
        assert known.gguf is not None
        return known.gguf

    def gguf(self, path: Path | str) -> GgufHeader:
        """The header alone, in the form of `read_gguf`."""
        return self.slim(Path(path)).header

    def safetensors(self, path: Path) -> SafetensorsHeader:
        """A safetensors file's header. Raises WeightsError E701, E703."""
        known = self._known(path, "safetensors")
        assert known.safetensors is not None
        return known.safetensors

    def is_known(self, path: Path) -> bool:
        """Whether nothing of the file would have to be read."""
        return self._fresh(path)[1] is not None

    def keep(self) -> None:
        """Write down what was read. A cache folder that cannot be written costs time, nothing else."""
        if not self.read:
            return
        files = self._kept
        if len(files) > MOST_KEPT:
            files = {key: one for key, one in files.items() if key in self._used}
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, msgspec.json.encode(_Kept(version=VERSION, files=files)))

    def _known(self, path: Path, form: str) -> _Known:
        key, known = self._fresh(path, form)
        if known is None:
            known = _read(path, form)
            with self._lock:
                self._kept[key] = known
                self.read += 1
        self._used.add(key)
        if known.refused is not None:
            code, what = known.refused
            raise WeightsError(code, what, where=str(path))
        return known

    def _fresh(self, path: Path, form: str = "gguf") -> tuple[str, _Known | None]:
        key = hashlib.sha256(form.encode() + b"\0" + os.fsencode(os.path.abspath(path))).hexdigest()[:32]
        known = self._kept.get(key)
        stamp = _stamp(path)
        return key, known if known is not None and stamp is not None and known.stamp == stamp else None


def _read(path: Path, form: str) -> _Known:
    stamp = _stamp(path) or ()
    try:
        if form == "safetensors":
            return _Known(stamp=stamp, safetensors=read_safetensors(path))
        return _Known(stamp=stamp, gguf=slim(read_gguf(path)))
    except WeightsError as error:
        # That a file cannot be opened is a matter of this moment, and is not kept.
        return _Known(stamp=stamp if error.code != "E701" else (), refused=(error.code, error.what))


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)


def _load(path: Path) -> dict[str, _Known]:
    try:
        kept = msgspec.json.decode(read_plain(path, MOST_BYTES), type=_Kept)
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: _mended(one) for key, one in kept.files.items()} if kept.version == VERSION else {}


def _mended(known: _Known) -> _Known:
    if known.gguf is None or not _has_arrays(known.gguf.header.metadata):
        return known
    header = mended(known.gguf.header)
    return msgspec.structs.replace(known, gguf=msgspec.structs.replace(known.gguf, header=header))


def _has_arrays(metadata: dict[str, Any]) -> bool:
    return any(isinstance(value, dict) for value in metadata.values())
