defmodule Plans do
  @least 37

  def run(text) do
    [count | lines] = String.split(text, "\n", trim: true)
    {plans, usages} = read(String.to_integer(count), lines, %{})

    {out, due} =
      Enum.map_reduce(usages, 0, fn line, due ->
        [name, units] = String.split(line)

        case plans do
          %{^name => {way, tiers}} ->
            cents = charge(way, tiers, String.to_integer(units))
            {"#{line} #{amount(cents)}\n", due + cents}

          _ ->
            {"#{line} unknown\n", due}
        end
      end)

    IO.write([out, "due #{amount(due)}\n"])
  end

  defp read(0, lines, plans), do: {plans, lines}

  defp read(count, [head | lines], plans) do
    [name, way, tiers] = String.split(head)
    {tiers, rest} = Enum.split(lines, String.to_integer(tiers))
    read(count - 1, rest, Map.put(plans, name, {way, Enum.map(tiers, &tier/1)}))
  end

  defp tier(line) do
    case String.split(line) do
      ["-", price] -> {:infinity, String.to_integer(price)}
      [last, price] -> {String.to_integer(last), String.to_integer(price)}
    end
  end

  defp charge(_, _, 0), do: 0

  defp charge(way, tiers, units) do
    hundredths = if way == "flat", do: units * flat(tiers, units), else: sliding(tiers, units, 0)
    max(@least, div(hundredths + 50, 100))
  end

  # An atom is larger than every number.
  defp flat([{last, price} | _], units) when units <= last, do: price
  defp flat([_ | tiers], units), do: flat(tiers, units)

  defp sliding([{last, price} | _], units, begin) when units <= last, do: (units - begin) * price
  defp sliding([{last, price} | tiers], units, begin), do: (last - begin) * price + sliding(tiers, units, last)

  defp amount(cents) do
    "#{div(cents, 100)}.#{cents |> rem(100) |> Integer.to_string() |> String.pad_leading(2, "0")}"
  end
end

Plans.run(IO.read(:stdio, :eof))
