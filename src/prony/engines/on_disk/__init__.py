"""Models that lie on this machine's disks, and what the file of a served one tells.

Residents: `model` (the nouns) · `found` (a file that a store holds, and what a store is) · `stores` (one file a program
that keeps models) · `walk` (bounded, through folders that may hold anything) · `known_headers` (of files that were read
before) with `slim` (what is kept of one) · `safetensors_header` and `safetensors_folder` · `describe` (a file as a row)
· `look` (over all stores) · `by_name` (what a name may mean) · `commands` (what benches a row) · `hashing` (of its
bytes) · `served_file` (what the file of a served model tells).
"""

from prony.engines.on_disk.by_name import DiskModels
from prony.engines.on_disk.commands import commands, quoted
from prony.engines.on_disk.found import FoundModel, StoreContext, Walk, WeightsStore
from prony.engines.on_disk.hashing import bytes_sha256
from prony.engines.on_disk.look import STORES, look_on_disk
from prony.engines.on_disk.model import CACHE_TYPES, DEFAULT_CONTEXT, DiskLook, ModelOnDisk, RoomHere, StorePlace

__all__ = [
    "CACHE_TYPES",
    "DEFAULT_CONTEXT",
    "STORES",
    "DiskLook",
    "DiskModels",
    "FoundModel",
    "ModelOnDisk",
    "RoomHere",
    "StoreContext",
    "StorePlace",
    "Walk",
    "WeightsStore",
    "bytes_sha256",
    "commands",
    "look_on_disk",
    "quoted",
]
