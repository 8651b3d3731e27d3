defmodule Log do
  @patience 3

  def run(["keep " <> keep | lines]) do
    start = %{keep: String.to_integer(keep), size: 0, entries: %{}, readers: %{}}
    {output, _} = Enum.map_reduce(lines, start, &step(String.split(&1, " "), &2))
    Enum.reject(output, &is_nil/1) |> Enum.map(&[&1, "\n"])
  end

  defp step(["append", entry], log) do
    {nil, %{log | size: log.size + 1, entries: Map.put(log.entries, log.size, entry)}}
  end

  # A reader is a pair: the index of its next entry, and how often it missed some.
  defp step([command, name | rest], log) do
    case {command, log.readers} do
      {"follow", %{^name => _}} -> {"taken", log}
      {"follow", _} -> {nil, set(log, name, {log.size, 0})}
      {_, %{^name => reader}} -> answer([command | rest], name, reader, log)
      _ -> {"unknown", log}
    end
  end

  defp answer(["lag"], _name, {due, _}, log), do: {"#{log.size - due}", log}
  defp answer(["skip"], name, {_, missed}, log), do: {nil, set(log, name, {log.size, missed})}
  defp answer(["stop"], name, _reader, log), do: {nil, forget(log, name)}

  defp answer(["fetch", count], name, {due, missed}, log) do
    lost = log.size - log.keep - due

    cond do
      lost > 0 and missed + 1 == @patience ->
        {"dropped #{lost}", forget(log, name)}

      lost > 0 ->
        {"missed #{lost}", set(log, name, {due + lost, missed + 1})}

      due == log.size ->
        {"idle", log}

      true ->
        behind = min(due + String.to_integer(count), log.size)
        entries = for at <- due..(behind - 1), do: log.entries[at]
        {Enum.join(entries, " "), set(log, name, {behind, missed})}
    end
  end

  defp set(log, name, reader), do: put_in(log.readers[name], reader)
  defp forget(log, name), do: %{log | readers: Map.delete(log.readers, name)}
end

IO.read(:stdio, :all) |> String.split("\n", trim: true) |> Log.run() |> IO.write()
