defmodule Meetings do
  @day 480
  @days 5
  @grid 15

  def take(["busy", name, from, to], times) do
    {[], block(times, name, {String.to_integer(from), String.to_integer(to)})}
  end

  def take(["meet", length | names], times) do
    length = String.to_integer(length)
    needed = Enum.reject(names, &String.ends_with?(&1, "?"))

    case Enum.find(0..(@days * @day - 1)//@grid, &possible?(times, needed, &1, length)) do
      nil ->
        {"never\n", times}

      start ->
        span = {start, start + length}
        come = names |> Enum.map(&String.trim_trailing(&1, "?")) |> Enum.filter(&free?(times, &1, span))
        {[Enum.join([start | come], " "), "\n"], Enum.reduce(come, times, &block(&2, &1, span))}
    end
  end

  defp possible?(times, needed, start, length) do
    rem(start, @day) + length <= @day and Enum.all?(needed, &free?(times, &1, {start, start + length}))
  end

  defp free?(times, name, {start, finish}) do
    times |> Map.get(name, []) |> Enum.all?(fn {from, to} -> finish <= from or to <= start end)
  end

  defp block(times, name, span), do: Map.update(times, name, [span], &[span | &1])
end

{answers, _} = Enum.map_reduce(IO.stream(), %{}, &Meetings.take(String.split(&1), &2))
IO.write(answers)
