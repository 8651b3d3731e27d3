defmodule Settings do
  @longest 53
  @head ~r/^ *\[ *([\w.]+) *(?:: *([\w.]+) *)?\]/
  @setting ~r/^ *([\w.]+) *(\+?=)(.*)$/
  @reference ~r/\$\{([a-z0-9_.]+)\}/

  def run(text) do
    lines = String.split(text, "\n")
    {settings, ["%%" | questions]} = Enum.split_while(lines, &(&1 != "%%"))
    {_, known, parents, entries} = Enum.reduce(settings, {nil, MapSet.new(), %{}, %{}}, &read/2)

    for line <- questions, line != "" do
      [section, key] = String.split(line)
      value = if section in known, do: resolve({parents, entries}, section, key, [])
      IO.puts(shown(value))
    end
  end

  defp read(line, {section, known, parents, entries} = state) do
    cond do
      line =~ ~r/^ *(#|$)/ ->
        state

      head = Regex.run(@head, line) ->
        [_, name | parent] = head
        parents = Enum.reduce(parent, parents, &Map.put(&2, name, &1))
        {name, MapSet.put(known, name), parents, entries}

      true ->
        [_, key, sign, rest] = Regex.run(@setting, line)
        entry = {sign, value(rest)}
        {section, known, parents, Map.update(entries, {section, key}, [entry], &[entry | &1])}
    end
  end

  defp value(rest) do
    case Regex.run(~r/^ *"([^"]*)"/, rest) do
      [_, quoted] -> quoted
      nil -> rest |> String.replace(~r/ #.*/, "") |> String.trim(" ")
    end
  end

  defp raw(_, nil, _), do: nil

  defp raw({parents, entries} = all, section, key) do
    entries
    |> Map.get({section, key}, [])
    |> Enum.reverse()
    |> Enum.reduce(raw(all, parents[section], key), fn
      {"+=", text}, value when value != nil -> value <> "," <> text
      {_, text}, _ -> text
    end)
  end

  # A text, nil where there is no value, or :loop.
  defp resolve(all, section, key, path) do
    if key in path do
      :loop
    else
      with value when value != nil <- raw(all, section, key) do
        @reference
        |> Regex.split(value, include_captures: true)
        |> Enum.reduce_while("", fn piece, done ->
          case inner(all, section, piece, [key | path]) do
            :loop -> {:halt, :loop}
            text -> {:cont, done <> text}
          end
        end)
      end
    end
  end

  defp inner(all, section, piece, path) do
    case Regex.run(@reference, piece) do
      [^piece, name] -> resolve(all, section, name, path) || piece
      _ -> piece
    end
  end

  defp shown(nil), do: "missing"
  defp shown(:loop), do: "loop"

  defp shown(value) do
    left = String.length(value) - @longest
    if left > 0, do: "<#{String.slice(value, 0, @longest)}>+#{left}", else: "<#{value}>"
  end
end

Settings.run(IO.read(:stdio, :eof))
