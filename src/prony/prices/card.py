"""The rate card: prices of one provider's models as they were on a day, with where that is written."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from prony.nouns import Noun
from prony.prices.tokens import TokenPrices

Words = Annotated[tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=300)], ...], msgspec.Meta(min_length=1)]
Currency = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")]


class PriceTier(TokenPrices, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Prices of requests whose prompt has more than `above_prompt_tokens` tokens."""

    above_prompt_tokens: Annotated[int, msgspec.Meta(ge=1)]


class CardModel(TokenPrices, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Prices of the models whose names match one of these patterns (`*` stands for anything)."""

    match: Words
    tiers: tuple[PriceTier, ...] = ()

    def __post_init__(self) -> None:
        if len({tier.above_prompt_tokens for tier in self.tiers}) < len(self.tiers):
            raise ValueError("two tiers begin at the same number of tokens")

    def at(self, prompt_tokens: int | None) -> TokenPrices:
        """The prices of a request with such a prompt: those of the highest tier that it is above."""
        tiers = [tier for tier in self.tiers if (prompt_tokens or 0) > tier.above_prompt_tokens]
        return max(tiers, key=lambda tier: tier.above_prompt_tokens, default=self)


class RateCard(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rate card. hosts: at whose addresses these prices hold; elsewhere the same model costs something else."""

    source: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    date: date
    currency: Currency
    hosts: Words
    models: Annotated[tuple[CardModel, ...], msgspec.Meta(min_length=1)]
