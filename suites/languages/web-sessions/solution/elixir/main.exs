defmodule Visits do
  @pause 1800

  def run(input) do
    ["steps " <> steps | lines] = String.split(input, "\n", trim: true)
    steps = String.split(steps, " ")

    visitors =
      lines
      |> Enum.map(fn line ->
        [time, visitor, page] = String.split(line, " ")
        {visitor, {String.to_integer(time), page}}
      end)
      |> Enum.group_by(&elem(&1, 0), &elem(&1, 1))
      |> Enum.sort()
      |> Enum.map(fn {visitor, views} ->
        views = Enum.sort_by(views, &elem(&1, 0))
        {visitor, views, split(views)}
      end)

    found = Enum.flat_map(visitors, &elem(&1, 2))
    counts = Enum.map(found, &reached(&1, steps, 0))

    [
      "visits #{length(found)} glances #{Enum.count(found, &match?([_], &1))}\n",
      for({page, number} <- Enum.with_index(steps, 1), do: "step #{page} #{Enum.count(counts, &(&1 >= number))}\n"),
      for({visitor, views, own} <- visitors, do: "#{visitor} #{length(own)} #{longest(own)} #{favourite(views)}\n")
    ]
  end

  defp split(views) do
    Enum.chunk_while(
      views,
      [],
      fn
        view, [] -> {:cont, [view]}
        {time, _} = view, [{last, page} | _] = visit when time - last > @pause or page == "bye" -> {:cont, Enum.reverse(visit), [view]}
        view, visit -> {:cont, [view | visit]}
      end,
      fn visit -> {:cont, Enum.reverse(visit), []} end
    )
  end

  defp reached([{_, page} | rest], [page | steps], count), do: reached(rest, steps, count + 1)
  defp reached([_ | rest], steps, count), do: reached(rest, steps, count)
  defp reached([], _steps, count), do: count

  defp longest(own) do
    own |> Enum.map(fn visit -> elem(List.last(visit), 0) - elem(hd(visit), 0) end) |> Enum.max()
  end

  defp favourite(views) do
    counts = Enum.frequencies_by(views, &elem(&1, 1))
    most = counts |> Map.values() |> Enum.max()
    {_, page} = views |> Enum.reverse() |> Enum.find(fn {_, page} -> counts[page] == most end)
    "#{page} #{most}"
  end
end

IO.write(Visits.run(IO.read(:stdio, :all)))
