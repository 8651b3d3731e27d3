"""A sweep in prony.toml stands for a contestant of each combination, and each is called by its point."""

from pathlib import Path

import pytest

from prony.config import Config, parse_config
from prony.errors import UsageError


def read(lines: str) -> Config:
    return parse_config(f"[[contestants]]\n{lines}", Path("/x/prony.toml"))


def test_every_combination_is_a_contestant_in_the_order_that_is_written() -> None:
    config = read(
        'label = "smol"\nengine = "llama-server"\ncatalog = "smollm2-135m"\noptions = { batch = 64 }\n'
        '[contestants.sweep]\ncache_type = ["f16", "q8_0"]\ncontext = [2048, 4096]\n'
    )
    assert [one.label for one in config.contestants] == [
        "smol · kv f16 · context 2048",
        "smol · kv f16 · context 4096",
        "smol · kv q8_0 · context 2048",
        "smol · kv q8_0 · context 4096",
    ]
    last = config.contestants[-1]
    assert (last.context, last.engine_options) == (4096, {"batch": 64, "cache_type": "q8_0"})
    assert {one.family for one in config.contestants} == {"smol"}


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("/m/Smol-Q8_0.gguf", "/m/Smol-Q4_K_M.gguf"), ("m · Q8_0", "m · Q4_K_M")),
        (("/m/a.gguf", "/m/b.gguf"), ("m · a", "m · b")),
        (("/m/x-q8.gguf", "/m/x-.gguf"), ("m · x-q8", "m · x-")),
        (("/m/one/a.gguf", "/m/two/a.gguf"), ("m · /m/one/a.gguf", "m · /m/two/a.gguf")),
    ],
)
def test_files_are_called_by_what_tells_them_apart(files: tuple[str, ...], names: tuple[str, ...]) -> None:
    config = read(f'label = "m"\nsweep = {{ gguf = {list(files)} }}\n')
    assert tuple(one.name for one in config.contestants) == names


def test_switches_and_sampling_are_axes_too() -> None:
    config = read(
        'gguf = "/m/a.gguf"\nengine = "llama-server"\nsweep = { swa_full = [true, false], top_k = [1, 40] }\n'
    )
    assert [one.name for one in config.contestants][:2] == [
        "a · swa_full on · top_k 1",
        "a · swa_full on · top_k 40",
    ]
    assert config.contestants[-1].top_k == 40


def test_a_table_beside_a_sweep_stays_as_it_is() -> None:
    config = read('catalog = "a"\nsweep = { threads = [1, 2] }\n\n[[contestants]]\ncatalog = "b"\n')
    assert [one.name for one in config.contestants] == ["a · threads 1", "a · threads 2", "b"]
    assert config.contestants[2].family == "b"


@pytest.mark.parametrize(
    ("lines", "cause"),
    [
        ("sweep = { context = 4096 }", "takes a list"),
        ("sweep = { context = [] }", "takes a list"),
        ("sweep = { context = [512, 512] }", "twice"),
        ('sweep = { cache_type = [{ k = "f16" }] }', "no texts, numbers or booleans"),
        ('sweep = { label = ["a", "b"] }', "label is no axis"),
        ('sweep = { base_url = ["http://127.0.0.1:1"] }', "base_url is no axis"),
        ('sweep = { api_key_env = ["A"] }', "api_key_env is no axis"),
        ("context = 512\nsweep = { context = [512] }", "said in the table and in its sweep"),
        ("options = { batch = 1 }\nsweep = { batch = [1] }", "said in the table and in its sweep"),
        (f"sweep = {{ context = {list(range(300, 600))} }}", "more than 256"),
        ("sweep = 3", "a table of axes"),
    ],
)
def test_what_is_no_sweep_is_refused_with_its_line(lines: str, cause: str) -> None:
    with pytest.raises(UsageError) as raised:
        read(f'catalog = "a"\n{lines}\n')
    assert raised.value.code == "E110"
    assert cause in (raised.value.cause or "")
    assert raised.value.where == f"/x/prony.toml:{3 + lines.count(chr(10))}"


def test_a_value_of_the_wrong_kind_is_told_as_in_a_table() -> None:
    with pytest.raises(UsageError) as raised:
        read('catalog = "a"\n[contestants.sweep]\ncontext = ["much"]\n')
    assert (raised.value.code, raised.value.where) == ("E110", "/x/prony.toml:4")
