defmodule Prices do
  @oldest 90

  def run(input) do
    {trades, rows} =
      input
      |> String.split("\n", trim: true)
      |> Enum.map(&parse/1)
      |> Enum.split_with(&match?({:trade, _, _, _}, &1))

    columns =
      rows
      |> Enum.group_by(fn {_, _, name, _} -> name end, fn {_, time, _, price} -> {time, price} end)
      |> Map.new(fn {name, own} -> {name, own |> Enum.sort_by(&elem(&1, 0)) |> List.to_tuple()} end)

    priced =
      Enum.map(trades, fn {:trade, time, name, amount} ->
        {name, amount, price_at(Map.get(columns, name, {}), time)}
      end)

    totals =
      priced
      |> Enum.group_by(&elem(&1, 0))
      |> Enum.sort()
      |> Enum.map(fn {name, own} ->
        sum = Enum.sum(for {_, amount, price} <- own, is_integer(price), do: amount * price)
        "#{name} #{sum} #{Enum.count(own, fn {_, _, price} -> is_binary(price) end)}\n"
      end)

    [Enum.map(priced, fn {_, _, price} -> "#{price}\n" end), totals]
  end

  defp parse(line) do
    case String.split(line, " ") do
      ["trade", time, name, amount] -> {:trade, String.to_integer(time), name, String.to_integer(amount)}
      ["halt", time, name] -> {:row, String.to_integer(time), name, nil}
      ["quote", time, name, price] -> {:row, String.to_integer(time), name, String.to_integer(price)}
    end
  end

  defp price_at(own, time) do
    case last_until(own, time, 0, tuple_size(own)) do
      nil -> "unknown"
      {_, nil} -> "halted"
      {then, _} when time - then > @oldest -> "stale"
      {_, price} -> price
    end
  end

  defp last_until(_own, _time, 0, 0), do: nil
  defp last_until(own, _time, low, low), do: elem(own, low - 1)

  defp last_until(own, time, low, high) do
    middle = div(low + high, 2)

    if elem(elem(own, middle), 0) <= time do
      last_until(own, time, middle + 1, high)
    else
      last_until(own, time, low, middle)
    end
  end
end

IO.write(Prices.run(IO.read(:stdio, :all)))
