defmodule Totals do
  def run(input) do
    input
    |> String.split("\n")
    |> Enum.reject(&(String.trim(&1) == ""))
    |> Enum.reduce(%{}, &add/2)
    |> Enum.sort_by(fn {name, cents} -> {name, cents} end)
    |> Enum.map_join(fn {name, cents} -> "#{name} #{format(cents)}\n" end)
  end

  defp add(line, totals) do
    case Regex.run(~r/^\s*(\S+)\s+(\d+)\.(\d\d)\s*$/u, line) do
      [_, name, units, cents] ->
        amount = String.to_integer(units) * 100 + String.to_integer(cents)
        Map.update(totals, name, amount, &(&1 + amount))

      nil ->
        IO.puts(:stderr, line)
        System.halt(1)
    end
  end

  defp format(cents) do
    "#{div(cents, 100)}.#{cents |> rem(100) |> Integer.to_string() |> String.pad_leading(2, "0")}"
  end
end

IO.write(Totals.run(IO.read(:stdio, :all)))
