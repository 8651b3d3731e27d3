defmodule Compare do
  @most 60

  def run(text) do
    [head | lines] = String.split(text, "\n", trim: true)
    keys = String.split(head, ",")
    {old_lines, [_ | later_lines]} = Enum.split_while(lines, &(&1 != "---"))
    {old_columns, old_rows} = read(old_lines, keys)
    {later_columns, later_rows} = read(later_lines, keys)
    compared = Enum.filter(old_columns, &(&1 in later_columns)) -- keys

    repeated = MapSet.new(twice(old_rows) ++ twice(later_rows))
    doubles = for {key, _} <- old_rows ++ later_rows, key in repeated, uniq: true, do: key
    [old_rows, later_rows] = for rows <- [old_rows, later_rows], do: Enum.reject(rows, fn {key, _} -> key in repeated end)
    {old, later} = {Map.new(old_rows), Map.new(later_rows)}

    pairs = pairs(old_rows, later_rows, old, later, compared)
    partners = MapSet.new(Map.values(pairs))

    results = Enum.map(old_rows, fn {key, row} -> judge(key, row, later, pairs, compared) end)
    fresh = for {key, _} <- later_rows, not is_map_key(old, key), key not in partners, do: key
    notes = for({_, _, note} <- results, note, do: note) ++ Enum.map(fresh, &"new #{&1}")
    counts = Enum.frequencies_by(results, &elem(&1, 0))
    differing = results |> Enum.flat_map(&elem(&1, 1)) |> Enum.frequencies()

    columns =
      compared
      |> Enum.filter(&is_map_key(differing, &1))
      |> Enum.sort_by(&(-differing[&1]))
      |> Enum.map(&"column #{&1} #{differing[&1]}")

    totals = Enum.map([:same, :changed, :moved, :gone], &"#{&1} #{Map.get(counts, &1, 0)}")

    [
      Enum.map(old_columns -- later_columns, &"old only #{&1}"),
      Enum.map(later_columns -- old_columns, &"later only #{&1}"),
      Enum.map(doubles, &"double #{&1}"),
      Enum.take(notes, @most),
      if(length(notes) > @most, do: ["more #{length(notes) - @most}"], else: []),
      columns,
      [Enum.join(totals ++ ["new #{length(fresh)}", "double #{length(doubles)}"], " ")]
    ]
    |> Enum.concat()
    |> Enum.map(&[&1, "\n"])
    |> IO.write()
  end

  defp read([head | lines], keys) do
    columns = String.split(head, ",")

    rows =
      for line <- lines do
        row = columns |> Enum.zip(String.split(line, ",")) |> Map.new()
        {Enum.map_join(keys, "/", &row[&1]), row}
      end

    {columns, rows}
  end

  defp twice(rows) do
    for {key, count} <- Enum.frequencies_by(rows, &elem(&1, 0)), count > 1, do: key
  end

  defp pairs(_, _, _, _, []), do: %{}

  defp pairs(old_rows, later_rows, old, later, compared) do
    group = fn rows, others ->
      rows
      |> Enum.reject(fn {key, _} -> is_map_key(others, key) end)
      |> Enum.group_by(fn {_, row} -> Enum.map(compared, &canonical(row[&1])) end, &elem(&1, 0))
    end

    arrived = group.(later_rows, old)
    for {values, [key]} <- group.(old_rows, later), [other] <- [arrived[values]], into: %{}, do: {key, other}
  end

  # What became of a row: its kind, the columns that differ, and what is printed of it.
  defp judge(key, _, _, pairs, _) when is_map_key(pairs, key), do: {:moved, [], "moved #{key} #{pairs[key]}"}
  defp judge(key, _, later, _, _) when not is_map_key(later, key), do: {:gone, [], "gone #{key}"}

  defp judge(key, row, later, _, compared) do
    other = later[key]

    case Enum.reject(compared, &(canonical(row[&1]) == canonical(other[&1]))) do
      [] -> {:same, [], nil}
      columns -> {:changed, columns, "changed #{key} " <> Enum.map_join(columns, " ", &"#{&1}:#{row[&1]}>#{other[&1]}")}
    end
  end

  defp canonical(value) do
    case Regex.run(~r/\A(-?)0*(\d+)(?:\.(\d+))?\z/, value) do
      nil -> value
      [_, sign, whole] -> number(sign, whole, "")
      [_, sign, whole, fraction] -> number(sign, whole, String.trim_trailing(fraction, "0"))
    end
  end

  defp number(_, "0", ""), do: {"", "0", ""}
  defp number(sign, whole, fraction), do: {sign, whole, fraction}
end

Compare.run(IO.read(:stdio, :eof))
