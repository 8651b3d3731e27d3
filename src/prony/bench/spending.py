"""What attempts take: the joules that are counted here while they are made, and what they cost by the user's prices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

from prony.addresses import is_this_machine
from prony.bench.attempt import AttemptOrder
from prony.config import Config, ContestantConfig
from prony.energy import EnergyPlace, EnergyUse, JouleMeter, look
from prony.nouns import AttemptEnd, AttemptMoney, ContestantSpec, Exchange, FaultCode, Purpose
from prony.prices import MachinePrice, Priced, TokenPrices, cost_of_exchange, load_cards, money_of_machine, priced_by
from prony.readable import counted

OWN = "prices of prony.toml"


class PriceList:
    """Every price that the user gave. own: of contestants by the names that prony.toml gives them."""

    def __init__(
        self,
        *,
        own: Mapping[str, TokenPrices] | None = None,
        currency: str = "",
        cards: Iterable[Priced] = (),
        machine: MachinePrice | None = None,
    ) -> None:
        self._own = dict(own or {})
        self._currency = currency
        self._cards = tuple(cards)
        self._machine = machine or MachinePrice()

    @classmethod
    def of(cls, config: Config, home: Path) -> PriceList:
        """The prices of prony.toml, and the rate cards in its folder. Raises UsageError E122."""
        own = {one.name: prices for one in config.contestants if (prices := _own(one)) is not None}
        cards = load_cards(home / config.costs.rate_cards)
        return cls(own=own, currency=config.costs.currency, cards=cards, machine=MachinePrice.of(config.costs))

    def card_of(self, base_url: str, model: str) -> Priced | None:
        """The rate card that prices a model, where the user gives it no price of its own."""
        return priced_by(self._cards, base_url, model)

    def own_of(self, label: str, harness: str) -> TokenPrices | None:
        """The price that prony.toml gives a contestant, behind whatever harness."""
        return self._own.get(label) or self._own.get(label.removesuffix(f" · {harness}"))

    @property
    def says_nothing(self) -> bool:
        """Whether the user gave no price at all."""
        return not (self._own or self._cards or self._machine.declared)

    def money(self, order: AttemptOrder, exchanges: Iterable[Exchange], use: EnergyUse) -> AttemptMoney | None:
        """What an attempt cost, by the first of: its contestant's own price, a rate card, this machine's price. None
        where the user gave no price at all."""
        if self.says_nothing:
            return None
        target, said = order.target, list(exchanges)
        own = self.own_of(order.attempt.label, order.harness)
        if own is not None:
            return _of_tokens(said, lambda _: own, AttemptMoney(currency=self._currency, basis=OWN))
        card = self.card_of(target.base_url, target.model)
        if card is not None and card.model is not None:
            basis = f"rate card {card.name} of {card.card.date.isoformat()}: {card.card.source}"
            known = AttemptMoney(currency=card.card.currency, basis=basis, card=card.id)
            return _of_tokens(said, card.model.at, known)
        if is_this_machine(target.base_url):
            return money_of_machine(self._machine, use.seconds, use.readings())
        return AttemptMoney(why="no price: price_in and price_out in prony.toml, or a rate card of its host and model")

    def old_cards(self, specs: Iterable[ContestantSpec], months: int, today: date | None = None) -> list[str]:
        """A line for each card that prices one of these contestants, and is older than so many months."""
        today = today or datetime.now(UTC).date()
        lines = []
        for spec in specs:
            if spec.base_url is None or self.own_of(spec.label, spec.harness) is not None:
                continue
            card = self.card_of(spec.base_url, spec.model)
            if card is not None and (age := card.months_old(today)) > months:
                lines.append(
                    f"rate card {card.name} is of {card.card.date.isoformat()}, {counted(age, 'month')} ago: "
                    f"see whether its prices still hold ({card.card.source})"
                )
        return list(dict.fromkeys(lines))


def _own(contestant: ContestantConfig) -> TokenPrices | None:
    if contestant.price_in is None or contestant.price_out is None:
        return None
    return TokenPrices(prompt=contestant.price_in, completion=contestant.price_out, cached=contestant.price_cached)


def _of_tokens(
    exchanges: Iterable[Exchange], prices: Callable[[int | None], TokenPrices], known: AttemptMoney
) -> AttemptMoney:
    """What all exchanges cost together; one that did not tell its tokens leaves the whole unknown."""
    parts: dict[str, float] = defaultdict(float)
    for one in exchanges:
        if (one.http_status or 0) >= 400 or (one.fault is not None and one.fault.code is FaultCode.UNREACHABLE):
            continue  # refused, or never sent: nobody charges for it
        cost = cost_of_exchange(one.tokens, prices(one.tokens.prompt))
        if isinstance(cost, str):
            return replace(known, why=cost)
        for name, amount in cost.items():
            parts[name] += amount
    if not parts:
        return replace(known, why="no request was answered")
    return replace(known, amount=sum(parts.values()), parts=dict(parts))


class RunSpending:
    """Counts for the attempts of a run. `seen` is told of every exchange."""

    def __init__(self, meter: JouleMeter, prices: PriceList) -> None:
        self.meter = meter
        self._prices = prices
        self._elsewhere = JouleMeter()
        """Counts seconds alone: what an engine on another machine draws, nobody here can see."""
        self._exchanges: dict[str, list[Exchange]] = {}

    def seen(self, exchange: Exchange) -> None:
        """Remember an exchange that served an attempt under way."""
        if exchange.purpose is Purpose.ATTEMPT and exchange.attempt in self._exchanges:
            self._exchanges[exchange.attempt].append(exchange)

    @asynccontextmanager
    async def of(self, order: AttemptOrder) -> AsyncIterator[SpendingOfAttempt]:
        """Count for the attempt of an order, for the length of the block."""
        here = is_this_machine(order.target.base_url)
        said = self._exchanges[order.attempt.id] = []
        try:
            async with (self.meter if here else self._elsewhere).measured(order.attempt.label) as use:
                yield SpendingOfAttempt(self._prices, order, said, use)
        finally:
            del self._exchanges[order.attempt.id]


class SpendingOfAttempt:
    """What one attempt takes."""

    def __init__(self, prices: PriceList, order: AttemptOrder, exchanges: list[Exchange], use: EnergyUse) -> None:
        self._prices = prices
        self._order = order
        self._exchanges = exchanges
        self.use = use

    def told(self, end: AttemptEnd) -> AttemptEnd:
        """The end of the attempt with what it took. To be asked when the time of counting is over."""
        return replace(
            end, energy=self.use.readings(), money=self._prices.money(self._order, self._exchanges, self.use)
        )


def spending_of(config: Config, home: Path, specs: Iterable[ContestantSpec], say: Callable[[str], None]) -> RunSpending:
    """What a run counts with: the readers that work here, and the user's prices. `say` gets a line for each source that
    the user named and that cannot be used, and for each card that is old.

    Raises UsageError E101 for a source of energy that does not exist, E122 for a rate card that cannot be used.
    """
    specs = list(specs)
    prices = PriceList.of(config, home)
    meter = meter_of(config, say)
    for line in prices.old_cards(specs, config.costs.card_months):
        say(line)
    return RunSpending(meter, prices)


def meter_of(config: Config, say: Callable[[str], None]) -> JouleMeter:
    """The readers that work here and that the user wants. `say` gets a line for each that was named and that does not
    work.

    Raises UsageError E101 for a source of energy that does not exist.
    """
    wanted = config.energy
    found = look(EnergyPlace(plugs=wanted.plugs), wanted.sources)
    named = {*(wanted.sources or ()), *(f"plug {plug.name}" for plug in wanted.plugs)}
    for one in found.absent:
        if one.source in named or one.source.split()[0] in (wanted.sources or ()):
            say(f"energy not captured by {one.source}: {one.why}{f' ({one.fix})' if one.fix else ''}")
    return JouleMeter(found, baseline_s=wanted.baseline_s)
