defmodule Drift do
  @farthest 29

  def run(input) do
    [count | lines] = input |> String.split("\n") |> Enum.drop(-1)
    {text, lines} = Enum.split(lines, String.to_integer(count))
    state = %{text: text, drift: 0, earliest: 0}
    {said, state} = lines |> changes() |> Enum.map_reduce(state, &apply_change/2)
    IO.write(Enum.map(said ++ ["text #{length(state.text)}"] ++ state.text, &[&1, "\n"]))
  end

  # Each change as {line, body}, its lines as {sign, line}.
  defp changes(lines) do
    lines
    |> Enum.reduce([], fn
      "change " <> line, done -> [{String.to_integer(line) - 1, []} | done]
      <<sign::binary-size(1), line::binary>>, [{at, body} | done] -> [{at, [{sign, line} | body]} | done]
    end)
    |> Enum.map(fn {at, body} -> {at, Enum.reverse(body)} end)
    |> Enum.reverse()
  end

  defp old(body), do: for({sign, line} <- body, sign != "+", do: line)
  defp new(body), do: for({sign, line} <- body, sign != "-", do: line)

  defp apply_change({line, body}, state) do
    start = line + state.drift

    with nil <- found(state, body, start, "ok"),
         {rest, moved} <- trimmed(body),
         nil <- found(state, rest, start + moved, "fuzzy") do
      {"failed", state}
    else
      {place, body, start, word} -> replace(state, place, body, start, word)
      :nothing -> {"failed", state}
    end
  end

  defp found(state, body, start, word) do
    wanted = old(body)
    size = length(wanted)
    # Only the lines that can be reached are looked at.
    low = max(state.earliest, start - @farthest)
    window = state.text |> Enum.drop(low) |> Enum.take(max(0, start + @farthest + size - low)) |> List.to_tuple()

    fits = fn place ->
      place >= low and place - low + size <= tuple_size(window) and
        wanted |> Enum.with_index(place - low) |> Enum.all?(fn {line, i} -> elem(window, i) == line end)
    end

    near = [start | Enum.flat_map(1..@farthest, &[start + &1, start - &1])]

    case Enum.find(near, fits) do
      nil -> nil
      place -> {place, body, start, word}
    end
  end

  defp trimmed(body) do
    {first, rest} = if match?([{" ", _} | _], body), do: {1, tl(body)}, else: {0, body}
    rest = if match?({" ", _}, List.last(rest)), do: Enum.drop(rest, -1), else: rest
    if rest == body or old(rest) == [], do: :nothing, else: {rest, first}
  end

  defp replace(state, place, body, start, word) do
    {before, rest} = Enum.split(state.text, place)
    {gone, added} = {length(old(body)), new(body)}
    text = before ++ added ++ Enum.drop(rest, gone)
    drift = state.drift + length(added) - gone + place - start
    word = if word == "ok" and place != start, do: "moved", else: word
    {"#{word} #{place + 1}", %{state | text: text, drift: drift, earliest: place + length(added)}}
  end
end

Drift.run(IO.read(:stdio, :eof))
