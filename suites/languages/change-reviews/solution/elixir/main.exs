defmodule Change do
  defstruct [:name, :area, :lines, :writers, :result, :outcome, reviews: %{}, later: false]

  @large 150

  def new(name, [person, area, lines]) do
    %__MODULE__{name: name, area: area, lines: String.to_integer(lines), writers: [person]}
  end

  def state(change) do
    gap = if(change.lines > @large, do: 3, else: 2) - map_size(change.reviews)

    cond do
      "block" in Map.values(change.reviews) -> "blocked"
      gap > 0 -> "lacking #{gap}"
      change.result == nil -> "unchecked"
      change.result == "bad" -> "failing"
      true -> "ready"
    end
  end

  @doc "Carries a command out; `:refused` when that cannot be."
  def take(change, command, words) do
    with %__MODULE__{} = change <- step(change, command, words) do
      if change.later and change.outcome == nil and state(change) == "ready", do: %{change | outcome: "merged"}, else: change
    end
  end

  defp step(change, "push", [person, lines]) do
    blocks = for {name, "block"} <- change.reviews, name != person, into: %{}, do: {name, "block"}

    %{
      change
      | lines: String.to_integer(lines),
        writers: [person | change.writers],
        reviews: blocks,
        result: nil,
        later: false
    }
  end

  defp step(change, kind, [person]) when kind in ["approve", "block"] do
    if person in change.writers, do: :refused, else: put_in(change.reviews[person], kind)
  end

  defp step(change, "withdraw", [person]) when is_map_key(change.reviews, person) do
    %{change | reviews: Map.delete(change.reviews, person)}
  end

  defp step(change, "check", [result]), do: %{change | result: result}
  defp step(change, "drop", []), do: %{change | outcome: "dropped"}
  defp step(%{later: false} = change, "later", []), do: %{change | later: true}

  defp step(change, "merge", []) do
    if state(change) == "ready", do: %{change | outcome: "merged"}, else: :refused
  end

  defp step(_change, _command, _words), do: :refused
end

defmodule Team do
  def run(input) do
    {output, {changes, _names}} =
      input
      |> String.split("\n", trim: true)
      |> Enum.map(&String.split/1)
      |> Enum.map_reduce({%{}, []}, fn [command, name | words], team -> step(team, command, name, words) end)

    outcomes = Enum.frequencies_by(Map.values(changes), & &1.outcome)
    IO.write([output, "total #{outcomes["merged"] || 0} #{outcomes["dropped"] || 0} #{outcomes[nil] || 0}\n"])
  end

  # `names` are in the order in which the changes were opened, the last one first.
  defp step({changes, names}, "open", name, words) when not is_map_key(changes, name) do
    change = Change.new(name, words)
    {"#{name} #{Change.state(change)}\n", {Map.put(changes, name, change), [name | names]}}
  end

  defp step({changes, names}, command, name, words) do
    with %{^name => %{outcome: nil} = change} <- changes,
         %Change{} = change <- Change.take(change, command, words) do
      changes = Map.put(changes, name, change)
      line = "#{name} #{change.outcome || Change.state(change)}\n"

      if change.outcome == "merged" do
        {lines, changes} = forget(changes, change.area, Enum.reverse(names))
        {[line | lines], {changes, names}}
      else
        {line, {changes, names}}
      end
    else
      _ -> {"#{name} refused\n", {changes, names}}
    end
  end

  defp forget(changes, area, names) do
    Enum.map_reduce(names, changes, fn name, changes ->
      case changes[name] do
        %{area: ^area, outcome: nil, result: result} = other when result != nil ->
          other = %{other | result: nil}
          {"#{name} #{Change.state(other)}\n", Map.put(changes, name, other)}

        _ ->
          {[], changes}
      end
    end)
  end
end

Team.run(IO.read(:stdio, :all))
