defmodule Machine do
  @capacity 5000

  defstruct offers: %{}, packages: MapSet.new(), wanted: MapSet.new()

  def empty, do: %Machine{}

  def run(["offer", name, size, needs], machine) do
    needs = if needs == "-", do: [], else: String.split(needs, ",")
    {[], put_in(machine.offers[name], {String.to_integer(size), needs})}
  end

  def run(["install", name], machine) do
    considered = reach([name], machine, MapSet.new())
    unknown = Enum.reject(considered, &is_map_key(machine.offers, &1))
    all = MapSet.union(machine.packages, considered)

    cond do
      unknown != [] ->
        {["missing", Enum.min(unknown)], machine}

      name in machine.packages ->
        {["kept"], %{machine | wanted: MapSet.put(machine.wanted, name)}}

      size(all, machine) > @capacity ->
        {["full", size(all, machine) - @capacity], machine}

      true ->
        {order, _} = put_on([name], machine, {[], machine.packages})
        {["installed" | Enum.reverse(order)], %{machine | packages: all, wanted: MapSet.put(machine.wanted, name)}}
    end
  end

  def run(["remove", name], machine) do
    users = for other <- machine.packages, other != name, name in needs(other, machine), do: other

    cond do
      name not in machine.packages ->
        {["absent"], machine}

      users != [] ->
        {["needed" | Enum.sort(users)], %{machine | wanted: MapSet.delete(machine.wanted, name)}}

      true ->
        packages = MapSet.delete(machine.packages, name)
        {["removed"], %{machine | packages: packages, wanted: MapSet.delete(machine.wanted, name)}}
    end
  end

  def run(["clean"], machine) do
    gone = MapSet.difference(machine.packages, reach(Enum.to_list(machine.wanted), machine, MapSet.new()))
    packages = MapSet.difference(machine.packages, gone)
    {["cleaned", size(gone, machine) | Enum.sort(gone)], %{machine | packages: packages}}
  end

  def size(names, machine), do: Enum.sum(for name <- names, do: elem(machine.offers[name], 0))

  defp needs(name, machine), do: machine.offers |> Map.get(name, {0, []}) |> elem(1)

  defp reach([], _, reached), do: reached

  defp reach([name | rest], machine, reached) do
    if name in reached do
      reach(rest, machine, reached)
    else
      reach(needs(name, machine) ++ rest, machine, MapSet.put(reached, name))
    end
  end

  # The order is kept from its end.
  defp put_on([], _, state), do: state

  defp put_on([name | rest], machine, {order, begun}) do
    if name in begun do
      put_on(rest, machine, {order, begun})
    else
      {order, begun} = put_on(needs(name, machine), machine, {order, MapSet.put(begun, name)})
      put_on(rest, machine, {[name | order], begun})
    end
  end
end

{answers, machine} =
  IO.read(:stdio, :eof)
  |> then(&if(&1 == :eof, do: "", else: &1))
  |> String.split("\n", trim: true)
  |> Enum.map_reduce(Machine.empty(), &Machine.run(String.split(&1), &2))

lines = for answer <- answers, answer != [], do: [Enum.join(answer, " "), "\n"]
IO.write([lines, "used #{Machine.size(machine.packages, machine)}\n"])
