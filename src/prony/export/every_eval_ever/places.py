"""Ids and paths as the format asks for them: stable, so that the same evaluation exported twice is the same file."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from prony.nouns import Fingerprint

SCHEMA_VERSION = "0.3.0"
RESERVED = frozenset(
    {"data", "con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Names that no folder may have there."""
LONGEST = 100


class EvalPlace(NamedTuple):
    """Where one model's documents stand: `data/COLLECTION/DEVELOPER/MODEL/UUID.json`."""

    collection: str
    developer: str
    model: str
    uuid: str

    @property
    def folder(self) -> str:
        """The folder, from the root of a store."""
        return f"data/{self.collection}/{self.developer}/{self.model}"

    @property
    def aggregate(self) -> str:
        """The document's path."""
        return f"{self.folder}/{self.uuid}.json"

    @property
    def samples(self) -> str:
        """The path of its attempts."""
        return f"{self.folder}/{self.uuid}_samples.jsonl"


def model_id(label: str, fingerprint: Fingerprint | None) -> str:
    """DEVELOPER/MODEL: as the model's name has it where it holds one, else of a developer that is not known."""
    named = (fingerprint.artifact.name or fingerprint.model_id) if fingerprint else ""
    parts = [component(part) for part in (named or label).split("/") if part.strip()]
    if named.count("/") == 1 and len(parts) == 2 and not named.startswith(("/", ".")):
        return "/".join(parts)
    return f"unknown/{parts[-1] if parts else 'model'}"


def place_of(suite: str, model: str, evaluation_id: str) -> EvalPlace:
    """Where the documents of an evaluation stand."""
    developer, _, name = model.partition("/")
    return EvalPlace(component(f"prony-{suite}"), component(developer), component(name), uuid_of(evaluation_id))


def uuid_of(evaluation_id: str) -> str:
    """A UUID in the form of version 4 that is always the same for one evaluation."""
    digits = hashlib.sha256(evaluation_id.encode("utf-8", "replace")).hexdigest()
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def component(name: str) -> str:
    """A name as one folder on any system."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)[:LONGEST].strip(".- ")
    if not plain:
        return "unknown"
    return f"model-{plain}" if plain.split(".")[0].lower() in RESERVED else plain
