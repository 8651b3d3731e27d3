defmodule Battery do
  @share 87

  def run(input) do
    ["battery " <> sizes | hours] = String.split(input, "\n", trim: true)
    [capacity, rate] = numbers(sizes)

    {lines, {_, bought, sold, lost}} =
      Enum.map_reduce(hours, {0, 0, 0, 0}, fn line, {level, bought, sold, lost} ->
        [sun, use] = numbers(line)
        {change, buys, sells, loses} = hour(sun - use, level, capacity, rate)
        level = level + change
        {[to_string(level), words(buys, sells)], {level, bought + buys, sold + sells, lost + loses}}
      end)

    [lines, "total bought #{bought} sold #{sold} lost #{lost}\n"]
  end

  defp numbers(text), do: text |> String.split(" ") |> Enum.map(&String.to_integer/1)

  defp hour(over, level, capacity, rate) when over > 0 do
    room = capacity - level
    taken = min(over, rate)
    stored = div(taken * @share, 100)
    {taken, stored} = if stored > room, do: {div(room * 100 + @share - 1, @share), room}, else: {taken, stored}
    {stored, 0, over - taken, taken - stored}
  end

  defp hour(over, level, _capacity, rate) do
    given = Enum.min([-over, rate, level])
    {-given, -over - given, 0, 0}
  end

  defp words(0, 0), do: " even\n"
  defp words(0, sells), do: " sold #{sells}\n"
  defp words(buys, _), do: " bought #{buys}\n"
end

IO.write(Battery.run(IO.read(:stdio, :all)))
