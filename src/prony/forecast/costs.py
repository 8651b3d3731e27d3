"""Money: what tokens of a hosted model cost, and what this machine does. What is not known is never nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prony.bench.contestants import leaves_machine
from prony.config import Config
from prony.errors import UsageError
from prony.nouns import ContestantSpec, Noun

if TYPE_CHECKING:
    from prony.forecast.simulate import Floats

MILLION = 1e6
JOULES_PER_KWH = 3.6e6
SECONDS_PER_HOUR = 3600.0


class TokenPrice(Noun, frozen=True, kw_only=True):
    """Prices of a million tokens of prompt and reply; `cached`: of prompt tokens from the engine's cache, else full."""

    prompt: float
    reply: float
    cached: float | None = None

    def of(self, tokens_in: Floats, cached: Floats, tokens_out: Floats) -> Floats:
        """The price of so many tokens; `cached` of `tokens_in` came from the cache."""
        at = self.prompt if self.cached is None else self.cached
        spent: Floats = ((tokens_in - cached) * self.prompt + cached * at + tokens_out * self.reply) / MILLION
        return spent


class Prices(Noun, frozen=True, kw_only=True):
    """What is known of prices. by_label: of contestants with their own; hosted: of all others on another machine.

    watts: what this machine draws while it runs models. None = not known. hardware_per_hour: what its hardware costs,
    spread over its declared life; 0 where none is declared.
    """

    currency: str = ""
    by_label: dict[str, TokenPrice] = {}
    hosted: TokenPrice | None = None
    watts: float | None = None
    price_per_kwh: float | None = None
    hardware_per_hour: float = 0.0

    def tokens_of(self, spec: ContestantSpec) -> TokenPrice | None:
        """What the contestant's tokens cost; None where that is not known, or where they cost only electricity."""
        return self.by_label.get(spec.label) or (self.hosted if leaves_machine(spec) else None)

    @property
    def per_second(self) -> float | None:
        """What a second of this machine costs."""
        if self.watts is None or self.price_per_kwh is None:
            return None
        return self.watts * self.price_per_kwh / JOULES_PER_KWH + self.hardware_per_hour / SECONDS_PER_HOUR

    def missing(self, spec: ContestantSpec) -> str | None:
        """Why the contestant's money is not known; None where it is."""
        if self.tokens_of(spec) is not None:
            return None
        if leaves_machine(spec):
            return "no price: price_in and price_out, or --price-in and --price-out"
        return None if self.per_second is not None else "no electricity: watts and price_per_kwh of [costs]"


def token_price(
    prompt: float | None, reply: float | None, cached: float | None, where: str = "the command line"
) -> TokenPrice | None:
    """A price of tokens; None where none is given. Raises UsageError E102 for a part of one."""
    if prompt is None and reply is None and cached is None:
        return None
    if prompt is None or reply is None:
        raise UsageError(
            "E102",
            "a price of tokens has two sides: prompts and replies",
            where=where,
            hint="give both, price_in and price_out; 0 where one is free",
        )
    return TokenPrice(prompt=prompt, reply=reply, cached=cached)


def prices_of(
    config: Config,
    *,
    hosted: TokenPrice | None = None,
    watts: float | None = None,
    price_per_kwh: float | None = None,
    currency: str | None = None,
) -> Prices:
    """The prices of prony.toml; what is given beside it overrules that, and a contestant's own overrules both."""
    own = {
        one.name: token_price(one.price_in, one.price_out, one.price_cached, f"contestant {one.name} in prony.toml")
        for one in config.contestants
    }
    costs = config.costs
    return Prices(
        currency=currency or costs.currency,
        by_label={label: price for label, price in own.items() if price is not None},
        hosted=hosted,
        watts=costs.watts if watts is None else watts,
        price_per_kwh=costs.price_per_kwh if price_per_kwh is None else price_per_kwh,
        hardware_per_hour=(costs.hardware_price or 0.0) / costs.lifetime_hours if costs.lifetime_hours else 0.0,
    )


def unpriced(specs: Iterable[ContestantSpec], prices: Prices) -> dict[str, list[str]]:
    """Why money is not known -> the labels that it is not known of."""
    found: dict[str, list[str]] = {}
    for spec in specs:
        why = prices.missing(spec)
        if why is not None:
            found.setdefault(why, []).append(spec.label)
    return found
