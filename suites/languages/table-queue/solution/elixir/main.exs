defmodule Line do
  @patience 5

  def run(input) do
    input
    |> String.split("\n", trim: true)
    |> Enum.map_reduce([], fn text, line -> text |> String.split(" ") |> step(line) end)
    |> elem(0)
  end

  # A line is a list of {name, size, times passed}.
  defp step(["table", seats], line) do
    case seat(line, String.to_integer(seats)) do
      nil -> {"nobody\n", line}
      {name, rest} -> {[name, "\n"], rest}
    end
  end

  defp step(["join", name, size], line) do
    if List.keymember?(line, name, 0) do
      {"already\n", line}
    else
      {"", line ++ [{name, String.to_integer(size), 0}]}
    end
  end

  defp step([command, name], line) do
    case {Enum.find_index(line, &(elem(&1, 0) == name)), command} do
      {nil, _} -> {"absent\n", line}
      {at, "leave"} -> {"", List.delete_at(line, at)}
      {at, "place"} -> {"#{at + 1}\n", line}
    end
  end

  defp seat([], _seats), do: nil
  defp seat([{name, size, _} | rest], seats) when size <= seats, do: {name, rest}
  defp seat([{_, _, @patience} | _], _seats), do: nil

  defp seat([{name, size, passed} | rest], seats) do
    with {chosen, others} <- seat(rest, seats), do: {chosen, [{name, size, passed + 1} | others]}
  end
end

IO.write(Line.run(IO.read(:stdio, :all)))
