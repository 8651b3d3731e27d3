"""Prices: what tokens of a hosted model cost by dated rate cards, and what this machine costs.

No vendor's prices come with Prony: they change, and whoever pays knows them. A card says where it is from and of what
day.

Residents: `card` (the rate card), `cards` (a folder of them, read and checked), `tokens` (what an exchange costs),
`machine` (what seconds and joules of this machine cost).
"""

from prony.prices.card import CardModel, PriceTier, RateCard
from prony.prices.cards import Priced, load_cards, priced_by
from prony.prices.machine import MachinePrice, money_of_machine
from prony.prices.tokens import TokenPrices, cost_of_exchange

__all__ = [
    "CardModel",
    "MachinePrice",
    "PriceTier",
    "Priced",
    "RateCard",
    "TokenPrices",
    "cost_of_exchange",
    "load_cards",
    "money_of_machine",
    "priced_by",
]
