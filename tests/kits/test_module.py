"""Modules of Go: fetched by one request each, believed by their digest alone, laid down without what Linux has no use
for, and nowhere but in their own folder."""

from __future__ import annotations

import http.server
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from wheelhouse import sha256

from prony.errors import FetchError
from prony.kits import KITS, Kit
from prony.kits.making import make
from prony.kits.packages import GoModule
from prony.kits.packages.module import is_wanted
from prony.setup import supply

TOP = "example.org/Tool@v1.0.0"
PATH = "/proxy/example.org/%21tool/@v/v1.0.0.zip"


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    return out.getvalue()


CONTENT = packed(f"{TOP}/go.mod", f"{TOP}/tool.go", f"{TOP}/tool_test.go", f"{TOP}/tool_windows.go", f"{TOP}/LICENSE")


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """What a proxy on this machine has, by path; it is the mirror that is named."""
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
    monkeypatch.setenv("PRONY_GO_PROXY_URL", f"http://127.0.0.1:{server.server_port}/proxy/")
    yield files
    server.shutdown()
    server.server_close()


def kit(content: bytes = CONTENT) -> Kit:
    module = GoModule(
        path="example.org/Tool",
        version="v1.0.0",
        licence="MIT",
        sha256=sha256(content),
        size_bytes=len(content),
        unpacked_bytes=10,
    )
    return Kit(id="tool", about="a tool", packages=(module,))


def test_a_module_is_laid_down_as_a_vendor_folder_has_it(proxy: dict[str, bytes]):
    folder, manifest = make(kit())
    laid = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert laid == ["example.org/Tool/LICENSE", "example.org/Tool/go.mod", "example.org/Tool/tool.go", "kit.json"]
    assert manifest.version("example.org/Tool") == "v1.0.0"


def test_another_zip_than_the_pinned_one_is_refused(proxy: dict[str, bytes]):
    proxy[PATH] = packed(f"{TOP}/tool.go")
    with pytest.raises(FetchError) as refused:
        make(kit())
    assert refused.value.code in ("E711", "E712")


@pytest.mark.parametrize("name", ["elsewhere/x.go", f"{TOP}/../../x.go", f"{TOP}//etc/x.go"])
def test_a_zip_that_reaches_out_of_its_folder_is_refused(proxy: dict[str, bytes], name: str):
    proxy[PATH] = content = packed(f"{TOP}/tool.go", name)
    with pytest.raises(FetchError, match="more than its own folder") as refused:
        make(kit(content))
    assert refused.value.code == "E712"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.go", True),
        ("a_linux_amd64.go", True),
        ("a_linux_arm64.s", True),
        ("a_linux_arm.go", False),
        ("a_windows.go", False),
        ("windows/a.go", True),
        ("a_test.go", False),
        ("testdata/a.go", False),
        ("testdata", True),
        ("LICENSE_windows", True),
    ],
)
def test_only_what_linux_has_use_for_is_laid_down(name: str, wanted: bool):
    assert is_wanted(name) is wanted


@pytest.mark.parametrize("name", ["go-modules", "rust-more-crates"])
def test_what_few_tasks_ask_for_is_had_by_its_name_and_not_with_everything(name: str):
    assert KITS[name].optional
    assert name in supply.names()
    assert name not in supply.everything()
    assert {"rust", "java", "pytest"} <= set(supply.everything())


def test_the_go_command_is_told_which_package_is_of_which_module(tmp_path: Path):
    for name in ("github.com/google/uuid/uuid.go", "modernc.org/sqlite/lib/a.go", "modernc.org/sqlite/sqlite.go"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("package x\n")
    (tmp_path / "modernc.org/sqlite/go.mod").write_text("module modernc.org/sqlite\n\ngo 1.26.0\n")
    finish = KITS["go-modules"].finish
    assert finish is not None
    finish(tmp_path)
    listed = (tmp_path / "modules.txt").read_text()
    assert "# github.com/google/uuid v1.6.0\n## explicit\ngithub.com/google/uuid\n" in listed
    assert "## explicit; go 1.26.0\nmodernc.org/sqlite\nmodernc.org/sqlite/lib\n" in listed
