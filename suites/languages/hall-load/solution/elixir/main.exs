defmodule Halls do
  @gap 6

  def run(input) do
    records = input |> String.split("\n", trim: true) |> Enum.map(&String.split(&1, " "))
    cancelled = for ["cancel", id] <- records, into: MapSet.new(), do: id

    seats =
      for ["seats", hall, day, number] <- records, reduce: %{} do
        seats -> Map.update(seats, hall, [{int(day), int(number)}], &[{int(day), int(number)} | &1])
      end

    bookings = for ["book", id, hall, from, to, people] <- records, do: {id, hall, int(from), int(to), int(people)}

    changes =
      for {id, hall, from, to, people} <- bookings, id not in cancelled, reduce: %{} do
        changes -> Map.update(changes, hall, [{from, people}, {to, -people}], &[{from, people}, {to, -people} | &1])
      end

    names = Map.keys(seats) ++ Enum.map(bookings, &elem(&1, 1))

    for name <- names |> Enum.uniq() |> Enum.sort() do
      # Of equal days the last record stands first, and the one put in last wins.
      sizes = seats |> Map.get(name, []) |> Enum.reverse() |> Map.new()
      spans = spans(sizes, Map.get(changes, name, []))
      ["#{name} #{length(spans)}\n" | Enum.map(spans, fn {first, stop, days, excess} -> "#{first} #{stop - 1} #{days} #{excess}\n" end)]
    end
  end

  defp int(text), do: String.to_integer(text)

  defp spans(sizes, changes) do
    changes = Enum.reduce(changes, %{}, fn {day, by}, sums -> Map.update(sums, day, by, &(&1 + by)) end)
    days = Enum.sort(Enum.uniq(Map.keys(sizes) ++ Map.keys(changes)))

    {spans, _, _} =
      days
      |> Enum.zip(Enum.drop(days, 1))
      |> Enum.reduce({[], 0, 0}, fn {first, stop}, {spans, load, size} ->
        load = load + Map.get(changes, first, 0)
        size = Map.get(sizes, first, size)
        {if(load > size, do: join(spans, first, stop, load - size), else: spans), load, size}
      end)

    Enum.reverse(spans)
  end

  defp join([{begin, last, days, most} | rest], first, stop, excess) when first - last <= @gap do
    [{begin, stop, days + stop - first, max(most, excess)} | rest]
  end

  defp join(spans, first, stop, excess), do: [{first, stop, stop - first, excess} | spans]
end

IO.write(Halls.run(IO.read(:stdio, :all)))
