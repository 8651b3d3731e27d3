defmodule Blocks do
  @block 512

  def run(input) do
    ["size " <> size | commands] = String.split(input, "\n", trim: true)
    size = String.to_integer(size)

    {output, _} =
      Enum.map_reduce(commands, MapSet.new(), fn line, memory ->
        line |> String.split(" ") |> command(size, memory)
      end)

    output
  end

  defp command(["count"], _size, memory), do: {"#{MapSet.size(memory)}\n", memory}

  defp command(["drop", first, last], _size, memory) do
    gone = MapSet.new(String.to_integer(first)..String.to_integer(last))
    {"", MapSet.difference(memory, gone)}
  end

  defp command(["load", offset, length], size, memory) do
    offset = String.to_integer(offset)
    stop = min(offset + String.to_integer(length), size)

    needed =
      if offset < stop, do: Enum.to_list(div(offset, @block)..div(stop - 1, @block)), else: []

    missing = Enum.reject(needed, &MapSet.member?(memory, &1))
    {ranges(missing) <> "\n", MapSet.union(memory, MapSet.new(missing))}
  end

  defp ranges([]), do: "held"

  defp ranges(blocks) do
    blocks
    |> Enum.with_index()
    |> Enum.chunk_by(fn {block, index} -> block - index end)
    |> Enum.map_join(" ", fn [{first, _} | _] = run ->
      case List.last(run) do
        {^first, _} -> "#{first}"
        {last, _} -> "#{first}-#{last}"
      end
    end)
  end
end

IO.write(Blocks.run(IO.read(:stdio, :all)))
