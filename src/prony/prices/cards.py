"""The user's rate cards: the files of a folder, and the one among them that prices a model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from prony.addresses import host_of
from prony.errors import UsageError
from prony.plain_files import read_plain
from prony.prices.card import CardModel, RateCard
from prony.tables import read_struct, read_toml

MOST_BYTES = 1 << 20
MOST_CARDS = 1000
SUFFIX = ".toml"
PAGE = "docs/energy.md"
DIGITS = 12


class Priced(NamedTuple):
    """A rate card with the name of its file, the beginning of its sha256, and the models of it that were meant."""

    name: str
    sha256: str
    card: RateCard
    model: CardModel | None = None

    @property
    def id(self) -> str:
        """The name and the digest, as a record keeps them."""
        return f"{self.name}@{self.sha256}"

    def months_old(self, today: date) -> int:
        """Whole months since its day; below 0 for one that is yet to come."""
        then = self.card.date
        return (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)


def load_cards(folder: Path) -> tuple[Priced, ...]:
    """The cards of a folder; none where there is no such folder.

    Raises UsageError E122 with the line for a card that cannot be used: a price that is left out would be nobody's.
    """
    if not folder.is_dir():
        return ()
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith("."))
    except OSError as error:
        raise _unusable(folder, str(error.strerror)) from error
    if len(paths) > MOST_CARDS:
        raise _unusable(folder, f"it has more than {MOST_CARDS} cards")
    return tuple(map(_card, paths))


def _card(path: Path) -> Priced:
    try:
        data = read_plain(path, MOST_BYTES)
        text = data.decode("utf-8")
    except (OSError, ValueError) as error:
        raise _unusable(path, getattr(error, "strerror", None) or str(error)) from error
    card = read_struct(read_toml(text, path, "E122", f"{PAGE} shows one"), RateCard, text, path, "E122", PAGE)
    return Priced(path.stem, hashlib.sha256(data).hexdigest()[:DIGITS], card)


def _unusable(path: Path, cause: str) -> UsageError:
    return UsageError(
        "E122", f"{path.name} is no rate card", where=str(path), cause=cause, hint=f"{PAGE} says what one holds"
    )


def priced_by(cards: Iterable[Priced], base_url: str, model: str) -> Priced | None:
    """The card that prices `model` at an address: the newest that has it. Of its patterns, the longest that fits."""
    host = host_of(base_url)
    here = [one for one in cards if any(fnmatchcase(host, pattern.lower()) for pattern in one.card.hosts)]
    for one in sorted(here, key=lambda one: (one.card.date, one.name), reverse=True):
        if (meant := _meant(one.card.models, model)) is not None:
            return one._replace(model=meant)
    return None


def _meant(models: Sequence[CardModel], name: str) -> CardModel | None:
    fits = [(len(pattern), -at) for at, one in enumerate(models) for pattern in one.match if fnmatchcase(name, pattern)]
    return models[-max(fits)[1]] if fits else None
