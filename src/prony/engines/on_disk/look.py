"""Look over this machine's disks for models: every store's folders, each file once, known headers not again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from prony.engines.machine import memory_limit, usable_memory
from prony.engines.on_disk.describe import Room, describe
from prony.engines.on_disk.found import FoundModel, StoreContext, WeightsStore
from prony.engines.on_disk.known_headers import KnownHeaders
from prony.engines.on_disk.model import DEFAULT_CONTEXT, DiskLook, ModelOnDisk, StorePlace
from prony.engines.on_disk.walk import BoundedWalk
from prony.plain import encodable
from prony.registry import Registry

STORES: Registry[WeightsStore] = Registry(
    "model store",
    "prony.engines.on_disk.stores",
    "STORE",
    named_by="name",
)

KEPT_EVERY = 50
"""Files read anew after which what is known is written down, so that a look that is broken off is not lost."""


class Sighting(NamedTuple):
    """A model file with the store that it was found in, and other places of the same file."""

    store: str
    found: FoundModel
    also_at: list[str]


class Sweep(NamedTuple):
    """Every model file of this machine, before anything of one is read."""

    sightings: list[Sighting]
    places: list[StorePlace]


def sweep(around: StoreContext) -> Sweep:
    """Look through the folders of every store. A file that lies in several is one, by its inode."""
    seen: dict[tuple[int, int], Sighting] = {}
    sightings: list[Sighting] = []
    places = []
    for name, place in _places(around):
        walk = BoundedWalk()
        store = STORES[name]
        models: list[FoundModel] = STORES.guard(name, lambda at, with_, store=store: list(store.models(at, with_)), [])(
            place, walk
        )
        new = 0
        for found in models:
            key = _inode(found.path)
            if key is not None and key in seen:
                first = seen[key]
                if os.path.abspath(found.path) != os.path.abspath(first.found.path):
                    first.also_at.append(encodable(str(found.path)))
                continue
            sighting = Sighting(name, found, [])
            sightings.append(sighting)
            new += 1
            if key is not None:
                seen[key] = sighting
        places.append(StorePlace(store=name, path=encodable(str(place)), models=new, remarks=tuple(walk.remarks)))
    return Sweep(sightings, places)


def look_on_disk(
    around: StoreContext,
    *,
    context: int = DEFAULT_CONTEXT,
    key_type: str = "f16",
    value_type: str = "f16",
    say: Callable[[int, int], None] = lambda done, of: None,
    known: KnownHeaders | None = None,
) -> DiskLook:
    """Every model of this machine's disks, by store and name. Blocks while headers are read that are not known.

    say: told, for each file that is read for the first time, which of how many it is. Raises nothing.
    """
    found, places = sweep(around)
    known = known or KnownHeaders()
    room = Room(memory_limit(), usable_memory(), context, key_type, value_type)
    new = {id(one) for one in found if not one.found.problem and not _is_known(one.found, known)}
    models = []
    done = 0
    try:
        for one in found:
            if id(one) in new:
                done += 1
                say(done, len(new))
            models.append(described(one, known, room))
            if done and done % KEPT_EVERY == 0 and id(one) in new:
                known.keep()
    finally:
        known.keep()
    models.sort(key=lambda one: (one.store, one.name.casefold(), one.path))
    return DiskLook(models=tuple(models), places=tuple(places), read=known.read, context=context)


def described(sighting: Sighting, known: KnownHeaders, room: Room) -> ModelOnDisk:
    """The row of a model file, with its other places."""
    row = describe(sighting.found, sighting.store, known, room)
    return msgspec.structs.replace(row, also_at=tuple(sighting.also_at)) if sighting.also_at else row


def _places(around: StoreContext) -> Iterator[tuple[str, Path]]:
    """The folders that are there, each once; what prony.toml names also where it is not."""
    been = set()
    for name, store in STORES.items():
        nowhere: tuple[Path, ...] = ()
        places = STORES.guard(name, store.places, nowhere)(around)
        for place in places:
            key = os.path.realpath(place)
            if key not in been and (name == "named" or _is_there(place)):
                been.add(key)
                yield name, place


def _is_there(place: Path) -> bool:
    """Whether there is something, be it that one may not look into it."""
    try:
        os.stat(place)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def _is_known(found: FoundModel, known: KnownHeaders) -> bool:
    return found.form == "safetensors" or known.is_known(found.path)


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino)
