"""A repository of Debian packages in a folder, made by dpkg-deb and signed by a key of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prony.kits.packages.apt import architecture

PROGRAMS = ("apt-get", "dpkg-deb", "gpg")


def missing() -> str:
    """Programs that this machine lacks for such a repository."""
    return ", ".join(name for name in PROGRAMS if shutil.which(name) is None)


class Key:
    """A key that signs."""

    def __init__(self, home: Path, name: str) -> None:
        self._env = {**os.environ, "GNUPGHOME": str(home)}
        self._name = name
        self.public = home / f"{name}.gpg"
        self._gpg("--quick-generate-key", f"{name}@test.invalid", "ed25519", "sign", "never")
        self.public.write_bytes(self._gpg("--export", f"{name}@test.invalid"))

    def sign(self, text: str) -> bytes:
        """The text with its signature around it."""
        return self._gpg("--local-user", f"{self._name}@test.invalid", "--clearsign", text=text)

    def _gpg(self, *words: str, text: str = "") -> bytes:
        command = ["gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "", *words]
        return subprocess.run(command, env=self._env, input=text.encode(), check=True, capture_output=True).stdout


@contextmanager
def keys(*names: str) -> Iterator[tuple[Key, ...]]:
    """Keys in a keyring of their own; its agent ends with it."""
    # The agent's socket has a path of at most 108 characters.
    home = Path(tempfile.mkdtemp(prefix="gpg-", dir="/tmp"))
    try:
        yield tuple(Key(home, name) for name in names)
    finally:
        subprocess.run(["gpgconf", "--kill", "all"], env={**os.environ, "GNUPGHOME": str(home)}, check=False)
        shutil.rmtree(home, ignore_errors=True)


class Repository:
    """A repository in a folder: `add` packages, then `publish` the index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self._stanzas: dict[str, str] = {}

    def add(
        self,
        name: str,
        version: str = "1.0",
        files: dict[str, str] | None = None,
        links: dict[str, str] | None = None,
        postinst: str = "",
        **fields: str,
    ) -> Path:
        """Build a package. files: path -> content; links: path -> where it leads; fields: of its control file."""
        with tempfile.TemporaryDirectory() as scratch:
            tree = Path(scratch, "tree")
            (tree / "DEBIAN").mkdir(parents=True)
            for path, content in (files or {}).items():
                (tree / path).parent.mkdir(parents=True, exist_ok=True)
                (tree / path).write_text(content)
                (tree / path).chmod(0o755)
            for path, leads in (links or {}).items():
                (tree / path).parent.mkdir(parents=True, exist_ok=True)
                (tree / path).symlink_to(leads)
            about = {
                "Package": name,
                "Version": version,
                "Architecture": architecture(),
                "Maintainer": "T <t@t.invalid>",
            }
            control = "\n".join(f"{key}: {value}" for key, value in {**about, **fields, "Description": "x"}.items())
            (tree / "DEBIAN/control").write_text(control + "\n")
            if postinst:
                (tree / "DEBIAN/postinst").write_text(f"#!/bin/sh\n{postinst}\n")
                (tree / "DEBIAN/postinst").chmod(0o755)
            archive = self.folder / f"{name}_{version}.deb"
            command = ["dpkg-deb", "--root-owner-group", "-Znone", "-b", str(tree), str(archive)]
            subprocess.run(command, check=True, capture_output=True)
        data = archive.read_bytes()
        self._stanzas[name] = (
            f"{control}\nFilename: ./{archive.name}\nSize: {len(data)}\nSHA256: {hashlib.sha256(data).hexdigest()}\n"
        )
        return archive

    def publish(self, key: Key | None, origin: str = "Debian", code: str = "testing-name") -> None:
        """Write the index, signed where there is a key."""
        packages = "\n".join(self._stanzas.values()).encode()
        (self.folder / "Packages").write_bytes(packages)
        digest = hashlib.sha256(packages).hexdigest()
        text = (
            f"Origin: {origin}\nSuite: {code}\nCodename: {code}\nDate: Sat, 01 Jan 2022 00:00:00 UTC\n"
            f"Architectures: {architecture()}\nSHA256:\n {digest} {len(packages)} Packages\n"
        )
        for old in ("InRelease", "Release"):
            (self.folder / old).unlink(missing_ok=True)
        if key is None:
            (self.folder / "Release").write_text(text)
        else:
            (self.folder / "InRelease").write_bytes(key.sign(text))
