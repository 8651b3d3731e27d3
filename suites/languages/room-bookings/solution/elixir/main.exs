defmodule House do
  @cleaning 11

  # Requests are maps; those in `waiting` stand in their order, those in `booked` have a room.
  defstruct rooms: [], booked: %{}, waiting: []

  def run(text) do
    [first | lines] = String.split(text, "\n", trim: true)

    rooms =
      for part <- String.split(first) do
        [name, seats] = String.split(part, ":")
        {name, String.to_integer(seats)}
      end

    {out, house} = Enum.flat_map_reduce(lines, %House{rooms: Enum.sort_by(rooms, &elem(&1, 1))}, &step(String.split(&1), &2))
    IO.write(Enum.map(out ++ [Enum.join(["waiting" | Enum.map(house.waiting, & &1.id)], " ")], &[&1, "\n"]))
  end

  defp step(["book", id, start, finish, people], house) do
    [start, finish, people] = Enum.map([start, finish, people], &String.to_integer/1)
    request = %{id: id, start: start, finish: finish, people: people}

    cond do
      known?(house, id) -> {["#{id} taken"], house}
      Enum.all?(house.rooms, fn {_, seats} -> seats < people end) -> {["#{id} impossible"], house}
      room = room_for(house, request) -> {["#{id} #{room}"], put(house, request, room)}
      true -> {["#{id} waits"], %{house | waiting: house.waiting ++ [request]}}
    end
  end

  defp step(["cancel", id], house) do
    cond do
      not known?(house, id) ->
        {["#{id} unknown"], house}

      is_map_key(house.booked, id) ->
        {out, house} = try_waiting(%{house | booked: Map.delete(house.booked, id)})
        {["#{id} cancelled" | out], house}

      true ->
        {["#{id} cancelled"], without(house, id)}
    end
  end

  defp step(["change", id, finish], house) do
    finish = String.to_integer(finish)

    cond do
      not known?(house, id) -> {["#{id} unknown"], house}
      request = house.booked[id] -> change_booked(house, request, %{request | finish: finish})
      true -> change_waiting(house, id, finish)
    end
  end

  defp step(["show", room], house) do
    mine = for {_, r} <- house.booked, r.room == room, do: r
    texts = for r <- Enum.sort_by(mine, & &1.start), do: "#{r.id} #{r.start}-#{r.finish}"
    {["#{room} #{if texts == [], do: "empty", else: Enum.join(texts, " ")}"], house}
  end

  defp change_booked(house, old, new) do
    if fits?(house, new, new.room) do
      house = put(house, new, new.room)
      {out, house} = if new.finish < old.finish, do: try_waiting(house), else: {[], house}
      {["#{new.id} until #{new.finish}" | out], house}
    else
      {["#{new.id} stays"], house}
    end
  end

  defp change_waiting(house, id, finish) do
    request = %{Enum.find(house.waiting, &(&1.id == id)) | finish: finish}

    case room_for(house, request) do
      nil -> {["#{id} waits"], %{house | waiting: Enum.map(house.waiting, &if(&1.id == id, do: request, else: &1))}}
      room -> {["#{id} #{room}"], put(house, request, room)}
    end
  end

  defp known?(house, id), do: is_map_key(house.booked, id) or Enum.any?(house.waiting, &(&1.id == id))

  defp without(house, id), do: %{house | waiting: Enum.reject(house.waiting, &(&1.id == id))}

  defp put(house, request, room) do
    house = without(house, request.id)
    %{house | booked: Map.put(house.booked, request.id, Map.put(request, :room, room))}
  end

  defp fits?(house, request, room) do
    Enum.all?(house.booked, fn {id, other} ->
      id == request.id or other.room != room or
        other.finish + @cleaning <= request.start or request.finish + @cleaning <= other.start
    end)
  end

  defp room_for(house, request) do
    Enum.find_value(house.rooms, fn {room, seats} ->
      if seats >= request.people and fits?(house, request, room), do: room
    end)
  end

  defp try_waiting(house) do
    Enum.flat_map_reduce(house.waiting, house, fn request, house ->
      case room_for(house, request) do
        nil -> {[], house}
        room -> {["#{request.id} #{room}"], put(house, request, room)}
      end
    end)
  end
end

House.run(IO.read(:stdio, :eof))
