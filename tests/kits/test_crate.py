"""Crates: fetched by one request each, believed by their digest alone, unpacked into their own folder and no other."""

from __future__ import annotations

import http.server
import io
import tarfile
import threading
from collections.abc import Iterator

import pytest
from wheelhouse import sha256

from prony.errors import FetchError
from prony.kits import KITS, Kit, Piece
from prony.kits.making import make, place
from prony.kits.packages import Crate

PATH = "/crates/tool/tool-1.0.crate"


def packed(*names: str) -> bytes:
    """A crate with files of these names."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = 4
            archive.addfile(info, io.BytesIO(b"text"))
    return out.getvalue()


CONTENT = packed("tool-1.0/Cargo.toml", "tool-1.0/src/lib.rs")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """What a store on this machine has, by path; it is the mirror that is named."""
    files = {PATH: CONTENT}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = files.get(self.path)
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv("PRONY_CRATES_URL", f"http://127.0.0.1:{server.server_port}/crates/")
    yield files
    server.shutdown()
    server.server_close()


def kit(content: bytes = CONTENT) -> Kit:
    crate = Crate(name="tool", version="1.0", licence="MIT", sha256=sha256(content), size_bytes=len(content))
    return Kit(id="tiny", about="a tiny crate", packages=(crate,))


def test_a_crate_is_a_folder_as_cargo_reads_it(store: dict[str, bytes]) -> None:
    folder, manifest = make(kit())
    files = {str(path.relative_to(folder)) for path in (folder / "tool-1.0").rglob("*") if path.is_file()}
    assert files == {f"tool-1.0/{name}" for name in ("Cargo.toml", "src/lib.rs", ".cargo-checksum.json")}
    assert manifest.pieces == (Piece(name="tool", version="1.0", sha256=sha256(CONTENT)),)


@pytest.mark.parametrize(
    ("served", "code"),
    [(CONTENT[:-1] + b"!", "E712"), (CONTENT + b"more", "E711"), (CONTENT[:-1], "E711"), (None, "E711")],
)
def test_a_store_that_gives_something_else_makes_no_kit(
    store: dict[str, bytes], served: bytes | None, code: str
) -> None:
    if served is None:
        del store[PATH]
    else:
        store[PATH] = served
    with pytest.raises(FetchError) as raised:
        make(kit())
    assert (raised.value.code, "PRONY_CRATES_URL" in str(raised.value.hint)) == (code, True)
    assert not place(kit()).exists()


@pytest.mark.parametrize("stray", ["other-1.0/lib.rs", "../lib.rs", "tool-1.0/../../lib.rs", "/lib.rs"])
def test_a_crate_that_reaches_out_of_its_folder_makes_no_kit(store: dict[str, bytes], stray: str) -> None:
    store[PATH] = packed("tool-1.0/Cargo.toml", stray)
    with pytest.raises(FetchError) as raised:
        make(kit(store[PATH]))
    assert raised.value.code == "E712"


def test_no_crate_of_the_stock_is_there_in_two_versions_that_cargo_could_choose_between() -> None:
    crates = [(package.name, package.version) for package in KITS["rust-crates"].packages]
    lines = {(name, version.split(".")[0]) for name, version in crates}
    assert len(lines) == len(crates)
