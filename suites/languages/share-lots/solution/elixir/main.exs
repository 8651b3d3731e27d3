defmodule Account do
  @year 365
  @recent 23

  defstruct lots: %{}, pending: %{}, short: 0, long: 0

  def run(text) do
    {out, account} =
      text
      |> String.split("\n", trim: true)
      |> Enum.flat_map_reduce(%Account{}, fn line, account -> step(String.split(line), account) end)

    held =
      for {name, [_ | _] = lots} <- Enum.sort(account.lots) do
        shares = lots |> Enum.map(& &1.shares) |> Enum.sum()
        "hold #{name} #{shares} #{lots |> Enum.map(& &1.cost) |> Enum.sum() |> money()}"
      end

    sums = ["short #{money(account.short)}", "long #{money(account.long)}"]
    IO.write(Enum.map(out ++ held ++ sums, &[&1, "\n"]))
  end

  defp step(["buy", day, name | numbers], account) do
    {day, [count, price, fee]} = {String.to_integer(day), Enum.map(numbers, &String.to_integer/1)}
    {sales, pending} = Map.pop(account.pending, name, [])
    moved = Enum.filter(sales, fn {sold, _, _} -> day - sold <= @recent end)
    short = moved |> Enum.map(&elem(&1, 1)) |> Enum.sum()
    long = moved |> Enum.map(&elem(&1, 2)) |> Enum.sum()
    lot = %{day: day, shares: count, cost: count * price + fee - short - long}
    lots = Map.update(account.lots, name, [lot], &(&1 ++ [lot]))
    {[], %{account | lots: lots, pending: pending, short: account.short - short, long: account.long - long}}
  end

  defp step(["split", _, name, new, old], account) do
    {new, old} = {String.to_integer(new), String.to_integer(old)}
    lots = for lot <- Map.get(account.lots, name, []), do: %{lot | shares: div(lot.shares * new, old)}
    {[], keep(account, name, lots)}
  end

  defp step(["sell", day, name, count, price, fee, way], account) do
    [day, count, price, fee] = Enum.map([day, count, price, fee], &String.to_integer/1)
    lots = account.lots |> Map.get(name, []) |> Enum.with_index()

    if lots |> Enum.map(fn {lot, _} -> lot.shares end) |> Enum.sum() < count do
      {["#{name} #{count} refused"], account}
    else
      state = %{taken: 0, got: 0, short: 0, long: 0}
      sale = {day, count, count * price - fee}
      {lots, sold} = lots |> arrange(way) |> Enum.map_reduce(state, &take(&1, &2, sale))
      lots = lots |> Enum.sort_by(&elem(&1, 1)) |> Enum.map(&elem(&1, 0))
      account = keep(account, name, lots)
      account = %{account | short: account.short + sold.short, long: account.long + sold.long}
      {["#{name} #{count} short #{money(sold.short)} long #{money(sold.long)}"], pend(account, name, day, sold)}
    end
  end

  defp pend(account, name, day, %{short: short, long: long}) when short + long < 0 do
    %{account | pending: Map.update(account.pending, name, [{day, short, long}], &[{day, short, long} | &1])}
  end

  defp pend(account, _, _, _), do: account

  defp arrange(lots, "fifo"), do: lots
  defp arrange(lots, "lifo"), do: Enum.reverse(lots)

  defp arrange(lots, "dear") do
    Enum.sort(lots, fn {a, i}, {b, j} ->
      {mine, theirs} = {a.cost * b.shares, b.cost * a.shares}
      mine > theirs or (mine == theirs and i <= j)
    end)
  end

  defp take({lot, i}, state, {day, count, proceeds}) do
    part = min(lot.shares, count - state.taken)
    cost = div(lot.cost * part, lot.shares)
    taken = state.taken + part
    got = div(proceeds * taken, count)
    term = if day - lot.day >= @year, do: :long, else: :short
    state = Map.update!(%{state | taken: taken, got: got}, term, &(&1 + got - state.got - cost))
    {{%{lot | shares: lot.shares - part, cost: lot.cost - cost}, i}, state}
  end

  defp keep(account, name, lots) do
    %{account | lots: Map.put(account.lots, name, Enum.filter(lots, &(&1.shares > 0)))}
  end

  defp money(cents) when cents < 0, do: "-" <> money(-cents)
  defp money(cents), do: "#{div(cents, 100)}.#{cents |> rem(100) |> to_string() |> String.pad_leading(2, "0")}"
end

Account.run(with(:eof <- IO.read(:stdio, :eof), do: ""))
