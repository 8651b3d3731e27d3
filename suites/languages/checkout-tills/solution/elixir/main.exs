defmodule Shop do
  @express_items 15
  @serving 20

  def run(input) do
    ["tills " <> sizes | customers] = String.split(input, "\n", trim: true)
    [count, express] = numbers(sizes)
    tills = Map.new(1..count, &{&1, %{ends: [], last: 0, customers: 0, busy: 0, most: 0}})

    {lines, tills} =
      Enum.map_reduce(customers, tills, fn line, tills ->
        [time, items] = numbers(line)
        from = if items > @express_items, do: express + 1, else: 1
        if from > count, do: {"turned away\n", tills}, else: serve(tills, from..count, time, items)
      end)

    [lines, Enum.map(1..count, fn number -> report(number, tills[number]) end)]
  end

  defp numbers(text), do: text |> String.split(" ") |> Enum.map(&String.to_integer/1)

  defp serve(tills, usable, time, items) do
    waiting = Map.new(usable, fn number -> {number, Enum.filter(tills[number].ends, &(&1 > time))} end)
    number = Enum.min_by(usable, &{length(waiting[&1]), &1})
    till = tills[number]
    seconds = @serving + 3 * items
    ends = max(time, till.last) + seconds
    present = [ends | waiting[number]]

    till = %{
      ends: present,
      last: ends,
      customers: till.customers + 1,
      busy: till.busy + seconds,
      most: max(till.most, length(present))
    }

    {"#{number} #{ends}\n", %{tills | number => till}}
  end

  defp report(number, till), do: "till #{number} #{till.customers} #{till.busy} #{till.most}\n"
end

IO.write(Shop.run(IO.read(:stdio, :all)))
