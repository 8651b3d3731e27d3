defmodule Line do
  @cleaned_after 20
  @cleaning 45

  # starts: the latest first, no more than fit into the buffer.
  defstruct [:seconds, :room, starts: [], count: 0, ready: 0, blocked: 0]

  def run(input) do
    {stations, items} =
      input
      |> String.split("\n", trim: true)
      |> Enum.map(&String.split(&1, " "))
      |> Enum.split_with(&(hd(&1) == "station"))

    line =
      for ["station", seconds, room] <- stations do
        %Line{seconds: String.to_integer(seconds), room: String.to_integer(room)}
      end

    {answers, line} = Enum.map_reduce(items, line, fn [_, time], line -> come(String.to_integer(time), line) end)
    rows = for {station, number} <- Enum.with_index(line, 1), do: "station #{number} #{station.blocked}\n"
    [answers, rows]
  end

  defp come(time, line) do
    if time < room_at(hd(line)) do
      {"lost\n", line}
    else
      {line, leaves, total} = pass(line, time, 0, [])
      {"#{leaves} #{total}\n", line}
    end
  end

  defp pass([], time, total, done), do: {Enum.reverse(done), time, total}

  defp pass([station | rest], time, total, passed) do
    start = max(time, station.ready)
    done = start + station.seconds
    leaves = if rest == [], do: done, else: max(done, room_at(hd(rest)))
    count = station.count + 1

    station = %{
      station
      | starts: Enum.take([start | station.starts], station.room),
        count: count,
        ready: if(rem(count, @cleaned_after) == 0, do: leaves + @cleaning, else: leaves),
        blocked: station.blocked + leaves - done
    }

    pass(rest, leaves, total + leaves - done, [station | passed])
  end

  defp room_at(%Line{count: count, room: room}) when count < room, do: 0
  defp room_at(station), do: List.last(station.starts)
end

IO.write(Line.run(IO.read(:stdio, :all)))
