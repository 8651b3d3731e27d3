"""A model of a hub by its repository and quantization, through the hub's own client library.

The library keeps what it fetches in its cache, which other programs share and `prony models` lists; it goes on where a
connection broke. What came is used only if its sha256 is the one that the hub told before.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from prony.errors import WeightsError
from prony.fetch.file_digests import file_sha256
from prony.plain import UNSAFE, clean_line

LIBRARY = "huggingface_hub>=1.0"
"""What the extra `hub` installs."""
MOST_SHOWN = 24
ANSWER_S = 30

_NAME = re.compile(
    r"(?P<owner>\w[\w.-]{0,95})/(?P<name>\w[\w.-]{0,95})"
    r"(?::(?P<quant>[^:@\s]{1,200}))?(?:@(?P<revision>\w[\w./-]{0,79}))?",
    re.ASCII,
)
_QUANT = re.compile(
    r"(?:^|[-._/])((?:UD-)?(?:I?Q\d\w*|TQ\d_\d|BF16|F16|F32|MXFP4\w*|NVFP4\w*))$", re.ASCII | re.IGNORECASE
)
_SHARD = re.compile(r"-(\d{5})-of-(\d{5})$", re.ASCII)


class _File(NamedTuple):
    path: str
    size_bytes: int
    sha256: str | None


class _Choice(NamedTuple):
    """The files of one model of a repository: one, or the shards of a split one in order."""

    stem: str
    files: tuple[_File, ...]

    @property
    def label(self) -> str:
        """What people call it after the colon: its quantization, else its file's name."""
        found = _QUANT.search(self.stem)
        return found[1] if found else self.stem.rpartition("/")[2]

    @property
    def size_bytes(self) -> int:
        return sum(one.size_bytes for one in self.files)


def is_of_a_hub(name: str) -> bool:
    """Whether a name means a repository rather than an entry of the catalog."""
    return "/" in name


def get_from_hub(name: str, say: Callable[[str], None]) -> Path:
    """The file of `OWNER/REPOSITORY[:QUANT][@REVISION]`, fetched where it is not there yet; of a split model the first.

    say: told what is fetched, and how big it is. Blocks. Raises WeightsError E721 (no client library), E722 (the hub
    does not give it), E723 (no such quantization, or several), E712 (wrong digest).
    """
    parts = _NAME.fullmatch(name)
    if parts is None:
        raise WeightsError(
            "E723",
            f"{clean_line(name)} names no model of a hub",
            hint="OWNER/REPOSITORY:QUANT, such as maker/some-7b-GGUF:Q4_K_M",
        )
    library = _library()
    repository = f"{parts['owner']}/{parts['name']}"
    commit, choices = _offered(library, repository, parts["revision"])
    chosen = _chosen(choices, repository, parts["quant"])
    files = f" in {len(chosen.files)} files" if len(chosen.files) > 1 else ""
    say(f"{repository} at {clean_line(commit[:12])}: {clean_line(chosen.stem)}, {_size(chosen.size_bytes)}{files}")
    paths = [_fetched(library, repository, commit, file) for file in chosen.files]
    return paths[0]


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e9:.2f} GB" if size_bytes >= 1e9 else f"{size_bytes / 1e6:.0f} MB"


def _library() -> Any:
    try:
        import huggingface_hub
    except ImportError:
        raise WeightsError(
            "E721",
            "the hub's client library is not installed",
            cause="models by repository are fetched through it; those of the catalog are not",
            hint=f"{shlex.quote(sys.executable)} -m pip install {shlex.quote(LIBRARY)}",
        ) from None
    return huggingface_hub


def _offered(library: Any, repository: str, revision: str | None) -> tuple[str, list[_Choice]]:
    """The commit, and the models in it."""
    try:
        info = library.HfApi(library_name="prony").model_info(
            repository, revision=revision, files_metadata=True, timeout=30
        )
    except Exception as error:  # noqa: BLE001 - the library's, and its transport's own
        raise _refused(repository, error) from None
    shards: dict[str, list[_File]] = {}
    for one in info.siblings or ():
        path = str(one.rfilename)
        stem = path.removesuffix(".gguf")
        if stem == path or UNSAFE.search(path) or ".." in path or path.startswith("/"):
            continue
        told = getattr(one.lfs, "sha256", None)
        file = _File(path, int(one.size or 0), told if isinstance(told, str) else None)
        if not stem.rpartition("/")[2].lower().startswith("mmproj"):
            shards.setdefault(_SHARD.sub("", stem), []).append(file)
    return str(info.sha), [_Choice(stem, tuple(sorted(files))) for stem, files in sorted(shards.items())]


def _chosen(choices: list[_Choice], repository: str, quant: str | None) -> _Choice:
    wanted = (quant or "").casefold().removesuffix(".gguf")
    fitting = [
        one
        for one in choices
        if not wanted or wanted in {one.label.casefold(), one.stem.casefold(), one.stem.rpartition("/")[2].casefold()}
    ]
    if len(fitting) == 1:
        return fitting[0]
    if not choices:
        raise WeightsError("E723", f"{repository} holds no GGUF file", hint="name a repository of GGUF files")
    shown = fitting or choices
    labels = [one.label.casefold() for one in shown]
    names = [one.label if labels.count(one.label.casefold()) == 1 else one.stem for one in shown[:MOST_SHOWN]]
    rows = [f"{clean_line(name)} ({_size(one.size_bytes)})" for name, one in zip(names, shown, strict=False)]
    more = f" and {len(shown) - MOST_SHOWN} more" if len(shown) > MOST_SHOWN else ""
    raise WeightsError(
        "E723",
        f"{repository} holds {len(fitting)} models called {clean_line(quant)}"
        if quant
        else f"{repository} holds {len(choices)} models",
        cause=f"it has {', '.join(rows)}{more}",
        hint=f"name one: prony models get {repository}:{clean_line(names[0])}",
    )


def _fetched(library: Any, repository: str, commit: str, file: _File) -> Path:
    """One file, in the library's cache. Raises WeightsError E712, E722."""
    try:
        path = Path(library.hf_hub_download(repository, file.path, revision=commit, library_name="prony"))
    except Exception as error:  # noqa: BLE001 - the library's, and its transport's own
        raise _refused(f"{repository}/{file.path}", error) from None
    if file.sha256 is not None and file_sha256(path) != file.sha256:
        blob = path.resolve()
        blob.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise WeightsError(
            "E712",
            f"{clean_line(file.path)} came with another sha256 than the hub told",
            where=clean_line(str(blob)),
            cause="it was removed",
            hint="try again; if it happens again, the hub or a proxy on the way changes it",
        )
    return path


def _refused(what: str, error: Exception) -> WeightsError:
    first = clean_line(str(error).strip().partition("\n")[0])[:300]
    return WeightsError(
        "E722",
        f"the hub does not give {clean_line(what)}",
        cause=f"{type(error).__name__}: {first}",
        hint="is the name right? HF_ENDPOINT names another hub, HF_TOKEN a key for what is gated; what came is kept",
    )
