defmodule Book do
  @most_sharing 5
  @least_digits 3
  @kinds ["mail", "phone"]

  def run(input) do
    lines = input |> String.split("\n", trim: true) |> Enum.map(&String.split/1)
    records = for {["record" | words], place} <- Enum.with_index(lines), do: record(words, place)
    apart = for ["apart", a, b] <- lines, pair <- [{a, b}, {b, a}], into: MapSet.new(), do: pair
    groups = Map.new(@kinds, fn kind -> {kind, Enum.group_by(records, & &1.keys[kind]) |> Map.delete(nil)} end)

    book = %{
      contact: Map.new(records, &{&1.id, &1.id}),
      members: Map.new(records, &{&1.id, [&1]}),
      ways: %{},
      refused: 0
    }

    book = Enum.reduce(@kinds, book, fn kind, book -> follow(kind, groups[kind], apart, book) end)
    contacts = book.members |> Map.values() |> Enum.map(&Enum.sort_by(&1, fn record -> record.place end))
    shared = for {_, keys} <- groups, {_, group} <- keys, length(group) > @most_sharing, do: group

    IO.puts([
      for([first | _] = contact <- Enum.sort_by(contacts, &hd(&1).place), do: [first.id, " ", described(contact), "\n"]),
      for(["why", a, b] <- lines, do: [way(book.ways, a, nil, b) || "none", "\n"]),
      "contacts #{length(contacts)} refused #{book.refused} shared #{length(shared)}"
    ])
  end

  defp record([id, time | fields], place) do
    fields = Map.new(fields, fn field -> field |> String.split("=") |> List.to_tuple() end)
    keys = %{"mail" => mail_key(fields["mail"]), "phone" => phone_key(fields["phone"])}
    %{id: id, age: {String.to_integer(time), place}, place: place, fields: fields, keys: keys}
  end

  defp mail_key(nil), do: nil

  defp mail_key(text) do
    [person, host] = text |> String.downcase() |> String.split("@")
    hd(String.split(person, "+")) <> "@" <> host
  end

  defp phone_key(nil), do: nil

  defp phone_key(text) do
    digits = String.replace(text, ~r/[^0-9]/, "")
    if String.length(digits) >= @least_digits, do: String.slice(digits, -min(9, String.length(digits))..-1//1)
  end

  defp follow(kind, groups, apart, book) do
    links =
      for {_, group} <- groups,
          length(group) <= @most_sharing,
          [earlier, later] <- Enum.chunk_every(group, 2, 1, :discard),
          do: {later.place, earlier.id, later.id}

    links |> Enum.sort() |> Enum.reduce(book, fn {_, a, b}, book -> link(kind, a, b, apart, book) end)
  end

  defp link(kind, a, b, apart, book) do
    left = book.contact[a]
    right = book.contact[b]

    cond do
      left == right ->
        book

      Enum.any?(for x <- book.members[left], y <- book.members[right], do: {x.id, y.id} in apart) ->
        %{book | refused: book.refused + 1}

      true ->
        {moved, members} = Map.pop!(book.members, right)

        %{
          book
          | contact: Enum.reduce(moved, book.contact, &Map.put(&2, &1.id, left)),
            members: Map.update!(members, left, &(moved ++ &1)),
            ways: book.ways |> add_way(a, kind, b) |> add_way(b, kind, a)
        }
    end
  end

  defp add_way(ways, from, kind, to), do: Map.update(ways, from, [{kind, to}], &[{kind, to} | &1])

  defp way(_, goal, _, goal), do: goal

  defp way(ways, at, source, goal) do
    Enum.find_value(Map.get(ways, at, []), fn {kind, next} ->
      rest = next != source && way(ways, next, at, goal)
      rest && "#{at} #{kind} #{rest}"
    end)
  end

  defp described(contact) do
    newest = Enum.sort_by(contact, & &1.age, :desc)
    names = for %{fields: %{"name" => name}} <- newest, do: name
    counts = Enum.frequencies(names)

    [
      to_string(length(contact)),
      if(names != [], do: " name=#{Enum.max_by(names, &counts[&1])}"),
      Enum.find_value(newest, fn record -> record.fields["city"] && " city=#{record.fields["city"]}" end),
      for kind <- @kinds do
        keys = contact |> Enum.map(& &1.keys[kind]) |> Enum.reject(&is_nil/1) |> Enum.uniq() |> Enum.sort()
        if keys != [], do: " #{kind}s=#{Enum.join(keys, ",")}"
      end
    ]
    |> List.flatten()
    |> Enum.reject(&is_nil/1)
  end
end

Book.run(IO.read(:stdio, :all))
