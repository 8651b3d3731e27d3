"""What this machine costs: electricity of the joules that were counted, else of the watts that the user states; and
what its hardware was bought for, spread over its declared life."""

from __future__ import annotations

from collections.abc import Sequence

from prony.config import CostsConfig
from prony.nouns import AttemptMoney, EnergyReading, Noun

JOULES_PER_KWH = 3.6e6
SECONDS_PER_HOUR = 3600.0


class MachinePrice(Noun, frozen=True, kw_only=True):
    """What is declared of this machine's price, in one currency."""

    currency: str = ""
    price_per_kwh: float | None = None
    watts: float | None = None
    hardware_price: float | None = None
    lifetime_hours: float | None = None

    @property
    def declared(self) -> bool:
        """Whether anything is."""
        return self.price_per_kwh is not None or self.hardware_price is not None

    @classmethod
    def of(cls, costs: CostsConfig) -> MachinePrice:
        """As prony.toml says."""
        return cls(**{name: getattr(costs, name) for name in cls.__struct_fields__})


def money_of_machine(price: MachinePrice, seconds: float, readings: Sequence[EnergyReading]) -> AttemptMoney:
    """What `seconds` of this machine cost, in which these joules were counted.

    Electricity is of all that was counted, idle power included: the machine runs for it. Where a part of what would be
    counted was not captured, the stated watts stand in for all of it.
    """
    currency = price.currency
    if price.price_per_kwh is None:
        return AttemptMoney(currency=currency, why="no electricity: price_per_kwh of [costs]")
    counted = [one for one in readings if one.counted]
    known = [one.joules for one in counted if one.joules is not None]
    if counted and len(known) == len(counted):
        joules, of = sum(known), f"joules counted by {', '.join(one.source for one in counted)}"
    elif price.watts is not None:
        joules, of = price.watts * seconds, f"{price.watts:g} W as stated"
    else:
        return AttemptMoney(currency=currency, why="no energy was captured, and [costs] states no watts")
    parts = {"electricity": joules / JOULES_PER_KWH * price.price_per_kwh}
    basis = f"electricity at {price.price_per_kwh:g} per kWh, {of}"
    if price.hardware_price is not None and price.lifetime_hours is not None:
        parts["hardware"] = price.hardware_price * seconds / (price.lifetime_hours * SECONDS_PER_HOUR)
        basis += f"; hardware at {price.hardware_price:g} over {price.lifetime_hours:g} h"
    return AttemptMoney(amount=sum(parts.values()), currency=currency, basis=basis, parts=parts)
