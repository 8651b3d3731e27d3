"""An npm registry on the loopback: packages made on the spot, and answers as bad as a test wants them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def package(name: str, version: str, files: dict[str, str] | None = None, **more: object) -> bytes:
    """The archive of a package, as npm packs it."""
    described = {"name": name, "version": version, **more}
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        for path, text in {"package.json": json.dumps(described), **(files or {})}.items():
            entry = tarfile.TarInfo(f"package/{path}")
            entry.size, entry.mode = len(text.encode()), 0o755 if path.startswith("bin/") else 0o600
            tar.addfile(entry, io.BytesIO(text.encode()))
    return archive.getvalue()


def integrity(data: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


class NpmRegistry:
    """Packages by name and version. `refuses`: the status that it answers everything with. `garbled`: the names of the
    packages whose archives have other bytes than their digests say."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.packages: dict[tuple[str, str], bytes] = {}
        self.refuses = 0
        self.garbled: set[str] = set()
        self.asked: list[str] = []

    def add(self, name: str, version: str, files: dict[str, str] | None = None, **more: object) -> dict[str, Any]:
        """Have a package; what a lock says of it."""
        data = package(name, version, files, **more)
        self.packages[name, version] = data
        machines = {key: more[key] for key in ("os", "cpu", "libc") if key in more}
        return {"version": version, "integrity": integrity(data), **machines}

    def answer(self, path: str) -> bytes | None:
        name, _, archive = path.strip("/").replace("%2f", "/").partition("/-/")
        self.asked.append(f"{name}{'/-/' if archive else ''}{archive}")
        if archive:
            version = archive.removesuffix(".tgz")
            return self.packages[name, version] + b"0" * (name in self.garbled)
        versions = {
            version: {
                "name": name,
                "version": version,
                "dist": {"tarball": f"{self.url}/{name}/-/{version}.tgz", "integrity": integrity(data)},
            }
            for (one, version), data in self.packages.items()
            if one == name
        }
        return json.dumps({"name": name, "versions": versions, "dist-tags": {}}).encode() if versions else None


@contextmanager
def npm_registry() -> Iterator[NpmRegistry]:
    """A registry that answers until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = registry.answer(self.path)
            if registry.refuses or data is None:
                self.send_error(registry.refuses or 404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    registry = NpmRegistry(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()


def write_lock(path: Path, entries: dict[str, dict[str, Any]], optional: tuple[str, ...] = ()) -> str:
    """Write the lock of packages by name; those named in `optional` need not be had on every machine."""
    wanted: dict[str, dict[str, str]] = {"dependencies": {}, "optionalDependencies": {}}
    for name, entry in entries.items():
        wanted["optionalDependencies" if name in optional else "dependencies"][name] = entry["version"]
    packages = {
        f"node_modules/{name}": entry | ({"optional": True} if name in optional else {})
        for name, entry in entries.items()
    }
    path.write_text(
        json.dumps({"name": "t", "lockfileVersion": 3, "requires": True, "packages": {"": wanted} | packages})
    )
    return str(path)
