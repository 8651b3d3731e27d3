"""Bundles to look at: of a recorded run of real models, and of a run whose suite is nobody's business."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from prony.bundles.manifest import Manifest
from prony.bundles.opened import open_bundle
from prony.bundles.pack import gather, write
from prony.bundles.scrub import MachineNames
from prony.bundles.signing import SigningKey
from prony.bundles.verify import Verified, verify
from prony.demo.recording import unpack
from prony.demo.replay import RECORDING

MADE_AT = "2026-11-30T12:00:00.000Z"


class Made(NamedTuple):
    path: Path
    manifest: Manifest


@pytest.fixture(scope="session")
def key() -> SigningKey:
    return SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


@pytest.fixture
def make(key, tmp_path):
    """A function that bundles run folders, as who knows `known` of their machine."""

    def make(
        *runs: Path, publish: tuple[str, ...] = (), known: MachineNames | None = None, name: str = "b.tar"
    ) -> Made:
        spool, path = io.BytesIO(), tmp_path / name
        packed = gather(runs, publish, key.secret("bundles"), known or MachineNames(), spool)
        with open(path, "wb") as out:
            return Made(path, write(packed, spool, key, MADE_AT, out))

    return make


@pytest.fixture(scope="session")
def recorded(tmp_path_factory) -> Path:
    """The folder of a recorded run of two real models and the references."""
    return unpack(RECORDING, tmp_path_factory.mktemp("recorded"))


@pytest.fixture
def small(make, build_run) -> Made:
    """A bundle of one small run, its suite named, so that its texts are in it."""
    run = build_run("small")
    run.identify("m")
    run.attempt("m", "one", solved=True)
    run.attempt("m", "two", solved=False)
    run.finish()
    return make(run.dir, publish=("quick",))


def verified(path: Path) -> Verified:
    bundle = open_bundle(path)
    try:
        return verify(bundle)
    finally:
        bundle.close()


@pytest.fixture(name="verified")
def verified_fixture():
    return verified
