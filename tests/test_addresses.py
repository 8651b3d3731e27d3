"""Whose machine an address names: one answer for engines, runs and forecasts."""

from __future__ import annotations

import pytest

from prony.addresses import is_loopback
from prony.bench.contestants import leaves_machine
from prony.engines.hosting import shares_cpu
from prony.nouns import ContestantSpec


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:1", True),
        ("http://127.9.9.9:1", True),
        ("http://[::1]:1/v1", True),
        ("http://localhost:8080", True),
        ("https://LOCALHOST/v1", True),
        ("http://vllm.localhost:1", True),
        ("http://0.0.0.0:1", False),
        ("http://10.0.0.1", False),
        ("http://localhost.example.com", False),
        ("http://127.0.0.1.example.com", False),
        ("nonsense", False),
        ("http://[::1", False),
        ("http://notlocalhost", False),
    ],
)
def test_loopback_is_what_an_address_says_and_no_lookalike(url: str, loopback: bool) -> None:
    assert is_loopback(url) is loopback


@pytest.mark.parametrize("url", ["http://127.0.0.2:1/v1", "http://box.localhost:1/v1", "http://10.0.0.1:1/v1"])
def test_a_run_and_the_engines_agree_on_whether_texts_leave_the_machine(url: str) -> None:
    spec = ContestantSpec(label="m", engine="openai-compatible", model="m", base_url=url)
    assert leaves_machine(spec) is not is_loopback(url)
    assert (shares_cpu(url) is False) is leaves_machine(spec)
