defmodule Shop do
  @choices 6
  @names 5

  def run(lines) do
    {items, questions} = lines |> Enum.map(&String.split/1) |> Enum.split_with(&(hd(&1) == "item"))
    items = Enum.map(items, &item/1)
    keys = items |> Enum.flat_map(&Map.keys(&1.fields)) |> Enum.uniq() |> Enum.sort()
    for [_ | words] <- questions, do: answer(items, keys, Map.new(words, &pair/1))
  end

  defp item([_, name, price | fields]) do
    fields = fields |> Enum.map(&pair/1) |> Enum.group_by(&elem(&1, 0), &elem(&1, 1))
    %{name: name, price: String.to_integer(price), fields: fields}
  end

  defp pair(word), do: word |> String.split("=") |> List.to_tuple()

  defp values(item, key), do: Map.get(item.fields, key, [])

  defp answer(items, keys, terms) do
    hits = items |> fitting(terms) |> Enum.sort_by(&{&1.price, &1.name})
    names = hits |> Enum.take(@names) |> Enum.map(& &1.name)
    rows = for key <- keys, do: [key | choices(items, key, terms)]
    prices = items |> fitting(Map.delete(terms, "price")) |> Enum.map(& &1.price)
    price = if prices == [], do: "none", else: "#{Enum.min(prices)}..#{Enum.max(prices)}"
    for row <- [["hits", length(hits) | names]] ++ rows ++ [["price", price]], do: [Enum.join(row, " "), "\n"]
  end

  defp choices(items, key, terms) do
    chosen = terms |> Map.get(key, "") |> String.split("|", trim: true)
    counts = items |> fitting(Map.delete(terms, key)) |> Enum.flat_map(&values(&1, key)) |> Enum.frequencies()

    Map.new(chosen, &{&1, 0})
    |> Map.merge(counts)
    |> Enum.sort_by(fn {value, count} -> {-count, value} end)
    |> Enum.with_index()
    |> Enum.filter(fn {{value, _}, at} -> at < @choices or value in chosen end)
    |> Enum.map(fn {{value, count}, _} -> "#{if value in chosen, do: "*"}#{value}:#{count}" end)
  end

  defp fitting(items, terms) do
    tests = Enum.map(terms, &test/1)
    Enum.filter(items, fn item -> Enum.all?(tests, & &1.(item)) end)
  end

  defp test({"price", range}) do
    [low, high] = String.split(range, "..")
    low = if low == "", do: 0, else: String.to_integer(low)
    # An atom is larger than every number.
    high = if high == "", do: :unlimited, else: String.to_integer(high)
    &(low <= &1.price and &1.price <= high)
  end

  defp test({key, values}) do
    wanted = String.split(values, "|")
    fn item -> Enum.any?(values(item, key), &(&1 in wanted)) end
  end
end

IO.stream() |> Shop.run() |> IO.write()
