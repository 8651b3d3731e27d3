"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E401": "no bubblewrap",
    "E402": "bubblewrap cannot isolate here",
    "E403": "a slot did not come up",
    "E404": "a slot broke",
    "E405": "the isolation does not hold",
    "E406": "no isolation without consent",
    "E407": "a machine of an unknown kind",
    "E408": "no such sandbox backend",
    "E409": "nothing would bound a program here",
    "E410": "no such toolchain",
    "E412": "a toolchain does not run",
    "E413": "a toolchain's own library cannot be compiled",
    "E414": "no number left for a slot",
    "E415": "Landlock cannot isolate here",
    "E416": "no network of its own without namespaces",
    "E417": "nothing isolates here",
    "E418": "a toolchain that needs mounts",
    "E419": "a container cannot isolate here",
    "E420": "a program that cannot be run",
    "E430": "a workspace cannot be set up",
    "E431": "no agents without isolation",
    "E432": "no bash for agents",
    "E434": "what a workspace cannot reach",
    "E435": "a resident that did not become ready",
}
