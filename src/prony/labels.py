"""Labels as people read them: short names of contestants, told apart by the fewest traits in which they differ."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

import msgspec

from prony.nouns import ContestantSpec, Fingerprint, Noun, Sampling
from prony.plain import clean_line

NAMELESS = "a model without a name"
ID_DIGITS = 6
"""Digits of a contestant's id that stand behind a label which nothing else tells apart."""
LONGEST = 80
"""Characters of a label; of a longer one, the beginning and the end are shown."""
MOST_TRAITS = 3
"""Traits that stand behind a label; where so many do not tell it apart, its id does."""
OFTEN_THE_SAME = (
    "model_id",
    "artifact.file",
    "artifact.name",
    "artifact.header_sha256",
    "effective_sampling",
    "template_check",
)
"""Beginnings of fields that follow from others or are mere names: no trait of a contestant."""

_MODEL_FILE = re.compile(r"\.(?:gguf|ggml|safetensors|llamafile|onnx)$", re.IGNORECASE)
_SHARD = re.compile(r"-\d{5}-of-\d{5}$")
_ABSOLUTE = re.compile(r"^(?:[/~\\]|[A-Za-z]:[/\\]|\.{1,2}[/\\]|file:)")
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501"
    "\u03bf\u03b1\u03bd\u03c1\u03b9\u2010\u2011\u2212\u2013\u2014",
    "aeopcyxijshdoavpi-----",
)
"""Letters and dashes of other scripts that are drawn as Latin ones are."""

Traits = Mapping[str, str]
"""What a contestant is, in words by field."""


class Named(Noun, frozen=True, kw_only=True):
    """A contestant that is to be named. `spec` is None where it was not planned, `fingerprint` where no engine told."""

    id: str
    label: str
    spec: ContestantSpec | None = None
    fingerprint: Fingerprint | None = None


def short(label: str) -> str:
    """A label as one clean line; of a path, which says where a file lies and not who is measured, its last part."""
    line = clean_line(label)
    name, dot, rest = line.partition(" · ")
    bare = _MODEL_FILE.sub("", name)
    if bare != name or _ABSOLUTE.match(name):
        bare = re.split(r"[/\\]", bare.rstrip("/\\"))[-1]
        name = _SHARD.sub("", bare) or name
    told = f"{name}{dot}{rest}" or NAMELESS
    return told if len(told) <= LONGEST else f"{told[: LONGEST // 2]}…{told[-LONGEST // 2 :]}"


def look(label: str) -> str:
    """A label as an eye that reads quickly sees it: equal for labels that are easily taken for each other."""
    folded = unicodedata.normalize("NFKC", short(label)).casefold().translate(_ALIKE)
    return re.sub(r"[\s_-]+", "-", folded)


def apart(contestants: Sequence[Named]) -> list[str]:
    """The names of contestants, no two of which look alike: their labels; where some look alike, with the fewest
    traits in which they differ, and where none tells them apart, with their ids."""
    names = [short(one.label) for one in contestants]
    alike: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(contestants):
        alike[look(one.label)].append(number)
    for group in alike.values():
        if len(group) > 1:
            told = _told([traits_of(contestants[number]) for number in group])
            for number, words in zip(group, told, strict=True):
                names[number] += f" ({', '.join(words)})" if words else ""
    return _with_ids(names, [one.id for one in contestants])


def _told(traits: Sequence[Traits]) -> list[tuple[str, ...]]:
    """The words of the fewest fields that no two have alike; else of the few that leave the fewest alike."""
    known = sorted(dict.fromkeys(itertools.chain(*traits)), key=_place)
    fields = [name for name in known if len({one.get(name) for one in traits}) > 1]
    best: list[tuple[str, ...]] = [()] * len(traits)
    for count in range(1, MOST_TRAITS + 1):
        for chosen in itertools.combinations(fields, count):
            words = [tuple(dict.fromkeys(one.get(name, one.get(UNKNOWN, "")) for name in chosen)) for one in traits]
            if len(set(words)) > len(set(best)):
                best = words
            if len(set(best)) == len(traits):
                return [tuple(filter(None, one)) for one in best]
    return [tuple(filter(None, one)) for one in best]


def _with_ids(names: list[str], ids: Sequence[str]) -> list[str]:
    """Names with ids behind those that still look like another."""
    seen: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        seen[look(name)].append(number)
    for group in seen.values():
        if len(group) > 1:
            for place, number in enumerate(group, 1):
                names[number] += f" ({clean_line(ids[number])[:ID_DIGITS] or f'number {place}'})"
    return names


def traits_of(one: Named) -> Traits:
    """What is known of a contestant, in words by field."""
    told: dict[str, str] = {}
    if one.fingerprint is not None:
        told |= _measured(one.fingerprint)
    if one.spec is not None:
        told |= {name: word for name, word in _planned(one.spec).items() if name == "server" or name not in told}
    if one.fingerprint is None and one.spec is not None:
        told[UNKNOWN] = "never identified"
    return told


UNKNOWN = "identified"
"""The field of those whom no engine identified, and what stands for every field that is not known of them."""


ORDER = (
    UNKNOWN,
    "artifact.quantization",
    "harness.name",
    "thinking",
    "engine.kind",
    "server",
    "engine.served_context",
    *(f"sampling.{name}" for name in ("temperature", "top_p", "top_k", "min_p", "repeat_penalty", "seed")),
    "template",
    "limits",
    "shims",
    "artifact.bits_per_weight",
    "artifact.size_bytes",
    "engine.version",
    "engine.build",
)
"""Fields by which people tell contestants apart, or beginnings of such, the most telling first."""


def _place(field: str) -> int:
    return next((at for at, name in enumerate(ORDER) if field == name or field.startswith(f"{name}.")), len(ORDER))


def _measured(fingerprint: Fingerprint) -> dict[str, str]:
    flat = dict(_flat("", msgspec.to_builtins(fingerprint, str_keys=True)))
    artifact, engine = fingerprint.artifact, fingerprint.engine
    known = {
        "artifact.quantization": artifact.quantization or "quantization n/c",
        "harness.name": fingerprint.harness.name,
        "thinking": "" if fingerprint.thinking is None else f"thinking {fingerprint.thinking.value}",
        "engine.kind": engine.kind,
        "engine.served_context": f"context {engine.served_context or 'n/c'}",
        "artifact.bits_per_weight": f"{artifact.bits_per_weight:.2f} bits/w" if artifact.bits_per_weight else "",
        "artifact.size_bytes": f"{artifact.size_bytes / 1e9:.3g} GB" if artifact.size_bytes else "",
        "engine.version": f"{engine.kind} {engine.version or 'n/c'}",
    }
    known |= _pinned(fingerprint.sampling)
    others = {
        name: f"{name.rpartition('.')[2].removesuffix('_sha256').replace('_', ' ')} {value[:12]}"
        for name, value in flat.items()
        if name not in known and not name.startswith(OFTEN_THE_SAME)
    }
    return {name: clean_line(word) for name, word in (known | others).items() if word}


def _planned(spec: ContestantSpec) -> dict[str, str]:
    told = {
        "harness.name": spec.harness,
        "engine.kind": spec.engine,
        "server": f"{spec.engine} {server(spec.base_url)}" if spec.base_url else spec.engine,
        "model": spec.model,
    }
    told |= _pinned(spec.sampling)
    if spec.gguf:
        told["file"] = f"in {PurePath(spec.gguf).parent.name}"
    if spec.context:
        told["engine.served_context"] = f"context {spec.context}"
    return {name: clean_line(short(word) if name == "model" else word) for name, word in told.items() if word}


def _pinned(sampling: Sampling) -> dict[str, str]:
    """Each setting of sampling, in words by field."""
    words = {}
    for name in sampling.__struct_fields__:
        value, word = getattr(sampling, name), name.replace("_", " ")
        words[f"sampling.{name}"] = f"{word} left open" if value is None else f"{word} {value:g}"
    return words


def server(base_url: str) -> str:
    """A server's address in short: its port where it is on loopback, else host and port; with its own path. The same
    wherever it is read, for a name must not depend on whose machine a board is made on."""
    from prony.addresses import is_loopback  # it needs much that few labels do

    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return clean_line(base_url)
    path = parts.path.rstrip("/").removesuffix("/v1")
    place = str(port or host) if is_loopback(base_url) else f"{host}:{port}" if port else host
    return clean_line(f"{place}{path}")


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every leaf of plain data by its path, in words."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), item)
    elif value is not None:
        yield prefix, ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
