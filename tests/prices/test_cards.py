"""Rate cards: read, checked, and found by host, model, day and pattern; what tokens cost by them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from prony.config import CostsConfig
from prony.errors import UsageError
from prony.nouns import EnergyReading, Tokens
from prony.prices import MachinePrice, TokenPrices, cost_of_exchange, load_cards, money_of_machine, priced_by

PAGE = (Path(__file__).parents[2] / "docs" / "energy.md").read_text("utf-8")
URL = "https://api.example.com/v1"


def card(name: str = "a", day: str = "2026-10-01", models: str = "", **more: str) -> tuple[str, str]:
    head = {"source": '"https://example.com"', "date": day, "currency": '"USD"', "hosts": '["api.example.com"]'} | more
    models = models or '[[models]]\nmatch = ["m"]\nprompt = 1\ncompletion = 2\n'
    return name, "\n".join(f"{key} = {value}" for key, value in head.items()) + "\n" + models


def cards(folder: Path, *some: tuple[str, str]):
    for name, text in some:
        (folder / f"{name}.toml").write_text(text)
    return load_cards(folder)


def test_the_documented_card_is_one(tmp_path: Path):
    example = re.search(r"<!-- card.*?```toml\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    (one,) = cards(tmp_path, ("example-2026-10", example[1]))
    meant = priced_by([one], URL, "swift-1-mini")
    assert meant is not None
    assert meant.model is not None
    assert meant.model.at(200_000).completion == 1.5
    assert meant.model.at(200_001).completion == 3.0
    assert one.id.startswith("example-2026-10@")


def test_no_folder_is_no_cards(tmp_path: Path):
    assert load_cards(tmp_path / "prices") == ()


@pytest.mark.parametrize(
    ("more", "models"),
    [
        ({"currency": '"dollars"'}, ""),
        ({"currency": '""'}, ""),
        ({"date": '"some day"'}, ""),
        ({"hosts": "[]"}, ""),
        ({"source": '""'}, ""),
        ({"api_key": '"x"'}, ""),
        ({}, "models = []"),
        ({}, '[[models]]\nmatch = ["m"]\nprompt = 1\n'),
        ({}, "[[models]]\nmatch = []\nprompt = 1\ncompletion = 1\n"),
        ({}, '[[models]]\nmatch = ["m"]\nprompt = -1\ncompletion = 1\n'),
        ({}, '[[models]]\nmatch = ["m"]\nprompt = nan\ncompletion = 1\n'),
        ({}, '[[models]]\nmatch = ["m"]\nprompt = inf\ncompletion = 1\n'),
        ({}, '[[models]]\nmatch = ["m"]\nprompt = "1"\ncompletion = 1\n'),
        (
            {},
            '[[models]]\nmatch = ["m"]\nprompt = 1\ncompletion = 1\n'
            + "[[models.tiers]]\nabove_prompt_tokens = 5\nprompt = 1\ncompletion = 1\n" * 2,
        ),
    ],
)
def test_a_card_that_cannot_be_used_stops_with_its_name(tmp_path: Path, more, models: str):
    with pytest.raises(UsageError) as caught:
        cards(tmp_path, card(models=models, **more))
    assert caught.value.code == "E122"
    assert "a.toml" in str(caught.value)
    assert caught.value.hint


def test_what_is_no_file_is_no_card(tmp_path: Path):
    (tmp_path / "real").write_text(card()[1])
    (tmp_path / "linked.toml").symlink_to(tmp_path / "real")
    with pytest.raises(UsageError):
        load_cards(tmp_path)


def test_the_newest_card_of_host_and_model_is_taken(tmp_path: Path):
    found = cards(
        tmp_path,
        card("old", "2026-01-01"),
        card("new", "2026-09-01"),
        card("newest-without-it", "2026-10-01", '[[models]]\nmatch = ["other"]\nprompt = 1\ncompletion = 2\n'),
        card("elsewhere", "2026-11-01", hosts='["api.other.com"]'),
    )
    meant = priced_by(found, URL, "m")
    assert meant is not None
    assert meant.name == "new"
    assert priced_by(found, "https://api.example.com.evil.org/v1", "m") is None
    assert priced_by(found, URL, "M") is None


def test_of_patterns_the_longest_that_fits_is_meant(tmp_path: Path):
    models = "".join(
        f'[[models]]\nmatch = ["{pattern}"]\nprompt = {price}\ncompletion = 1\n'
        for price, pattern in enumerate(("*", "m-*", "m-large*", "m-l*"))
    )
    found = cards(tmp_path, card(models=models))

    def price(name: str) -> float:
        meant = priced_by(found, URL, name)
        assert meant is not None
        assert meant.model is not None
        return meant.model.prompt

    assert [price(name) for name in ("x", "m-small", "m-large-2", "m-lite")] == [0, 1, 2, 3]


def test_a_card_is_as_old_as_its_day(tmp_path: Path):
    (one,) = cards(tmp_path, card(day="2026-03-31"))
    days = (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 1), date(2027, 3, 31), date(2026, 3, 1))
    assert [one.months_old(day) for day in days] == [0, 0, 1, 12, -1]


PRICES = TokenPrices(prompt=2.0, completion=10.0, cached=0.5, cache_write=3.0)


@pytest.mark.parametrize(
    ("tokens", "prices", "amounts"),
    [
        (Tokens(prompt=1_000_000, completion=100_000), PRICES, {"prompt": 2.0, "completion": 1.0}),
        (
            Tokens(prompt=1_000_000, completion=0, cached=400_000),
            PRICES,
            {"prompt": 1.2, "completion": 0.0, "cached": 0.2},
        ),
        (
            Tokens(prompt=1_000_000, completion=0, cached=400_000, cache_written=100_000),
            PRICES,
            {"prompt": 1.0, "completion": 0.0, "cached": 0.2, "cache_write": 0.3},
        ),
        (
            Tokens(prompt=1_000_000, completion=0, cached=400_000),
            TokenPrices(prompt=2.0, completion=1.0),
            {"prompt": 1.2, "completion": 0.0, "cached": 0.8},
        ),
    ],
)
def test_each_kind_of_token_has_its_price(tokens: Tokens, prices: TokenPrices, amounts):
    assert cost_of_exchange(tokens, prices) == pytest.approx(amounts)


@pytest.mark.parametrize(
    "tokens",
    [
        Tokens(),
        Tokens(prompt=5),
        Tokens(completion=5),
        Tokens(prompt=5, completion=1, cached=6),
        Tokens(prompt=-5, completion=1),
    ],
)
def test_tokens_that_were_not_told_cost_nobody_knows_what(tokens: Tokens):
    assert isinstance(cost_of_exchange(tokens, PRICES), str)


def reading(joules: float | None, counted: bool = True) -> EnergyReading:
    return EnergyReading(source="plug desk", covers="all", counted=counted, joules=joules, seconds=3600.0)


MACHINE = MachinePrice(currency="EUR", price_per_kwh=0.5, watts=100.0, hardware_price=2000.0, lifetime_hours=10_000.0)


def test_this_machine_costs_its_joules_and_a_share_of_its_hardware():
    found = money_of_machine(MACHINE, 3600.0, [reading(7.2e6), reading(1.0, counted=False)])
    assert found.parts == pytest.approx({"electricity": 1.0, "hardware": 0.2})
    assert (found.amount, found.currency) == (pytest.approx(1.2), "EUR")
    assert "counted by plug desk" in found.basis


@pytest.mark.parametrize("readings", [[], [reading(None)], [reading(5.0), reading(None)]])
def test_where_no_joules_were_captured_the_stated_watts_hold_and_it_says_so(readings):
    found = money_of_machine(MACHINE, 3600.0, readings)
    assert found.parts == pytest.approx({"electricity": 0.05, "hardware": 0.2})
    assert "100 W as stated" in found.basis


@pytest.mark.parametrize(
    ("costs", "why"),
    [
        (CostsConfig(currency="EUR", watts=100.0), "price_per_kwh"),
        (CostsConfig(currency="EUR", price_per_kwh=0.5), "no energy was captured"),
        (CostsConfig(hardware_price=5.0, lifetime_hours=5.0), "price_per_kwh"),
    ],
)
def test_what_is_not_declared_leaves_the_amount_unknown_with_its_reason(costs: CostsConfig, why: str):
    found = money_of_machine(MachinePrice.of(costs), 3600.0, [])
    assert found.amount is None
    assert why in found.why
