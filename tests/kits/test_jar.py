"""Jars: fetched by one request each from Maven Central or a mirror of it, and believed by their digest alone."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from wheelhouse import sha256

from prony.errors import FetchError
from prony.kits import Kit, Piece
from prony.kits.making import make, place
from prony.kits.packages import Jar, jar

CONTENT = b"PK\x03\x04 a jar" * 1000
PATH = "/maven/com/example/tool/1.0%2B2/tool-1.0%2B2-api.jar"


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """What a repository on this machine has, by path; it is the mirror that is named."""
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
    monkeypatch.setenv("PRONY_MAVEN_URL", f"http://127.0.0.1:{server.server_port}/maven/")
    yield files
    server.shutdown()
    server.server_close()


def package(**changes: object) -> Jar:
    facts: dict[str, object] = {
        "group": "com.example",
        "artifact": "tool",
        "version": "1.0+2",
        "classifier": "api",
        "licence": "MIT",
        "sha256": sha256(CONTENT),
        "size_bytes": len(CONTENT),
    }
    return Jar(**(facts | changes))  # type: ignore[arg-type]


def kit(*packages: Jar) -> Kit:
    return Kit(id="tiny", about="a tiny tool", packages=packages)


def test_a_kit_is_a_folder_of_its_jars(repository: dict[str, bytes]) -> None:
    repository["/maven/com/example/tool/1.0%2B2/tool-1.0%2B2.jar"] = CONTENT
    folder, manifest = make(kit(package(), package(classifier="")))
    names = {"tool-1.0+2-api.jar", "tool-1.0+2.jar"}
    assert {path.name: path.read_bytes() for path in folder.glob("*.jar")} == dict.fromkeys(names, CONTENT)
    assert manifest.pieces == tuple(
        Piece(name=name, version="1.0+2", sha256=sha256(CONTENT)) for name in ("tool-api", "tool")
    )


def test_a_jar_bears_the_same_time_whenever_it_is_fetched(repository: dict[str, bytes]) -> None:
    folder, _ = make(kit(package()))
    assert (folder / "tool-1.0+2-api.jar").stat().st_mtime == jar._MADE_AT_S


@pytest.mark.parametrize(
    ("served", "code"),
    [(CONTENT[:-1] + b"!", "E712"), (CONTENT + b"more", "E711"), (CONTENT[:-1], "E711"), (None, "E711")],
)
def test_a_repository_that_gives_something_else_makes_no_kit(
    repository: dict[str, bytes], served: bytes | None, code: str
) -> None:
    if served is None:
        del repository[PATH]
    else:
        repository[PATH] = served
    wanted = kit(package())
    with pytest.raises(FetchError) as raised:
        make(wanted)
    assert raised.value.code == code
    assert "PRONY_MAVEN_URL" in str(raised.value.hint)
    assert not place(wanted).exists()


def test_a_mirror_elsewhere_must_have_an_https_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRONY_MAVEN_URL", "http://mirror.example/maven2")
    with pytest.raises(FetchError) as raised:
        make(kit(package()))
    address = f"http://mirror.example{PATH.replace('maven', 'maven2')}"
    assert (raised.value.code, raised.value.where) == ("E711", address)


def test_without_a_mirror_maven_central_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRONY_MAVEN_URL", raising=False)
    assert package()._url() == f"{jar.CENTRAL}{PATH.removeprefix('/maven')}"


def test_another_version_or_digest_is_another_kit() -> None:
    keys = [kit(package(**change)).key() for change in ({}, {"version": "2"}, {"sha256": "0" * 64}, {"group": "org.x"})]
    assert len(set(keys)) == 4


def test_the_folder_of_a_kit_is_read_by_every_user(repository: dict[str, bytes]) -> None:
    folder, _ = make(kit(package()))
    assert Path(folder, "tool-1.0+2-api.jar").stat().st_mode & 0o777 == 0o644
