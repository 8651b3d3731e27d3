defmodule Alarm do
  defstruct state: "calm", hot: 0, cool: 0, read_at: nil, began: nil, since: nil, raised: 0, seconds: 0

  @hot 85
  @cool 70
  @silence 90
  @reminder 600

  def new, do: %__MODULE__{}

  def take(%{state: "raised"} = alarm, time, "seen"), do: change(alarm, time, "seen")
  def take(alarm, _time, "seen"), do: {"refused", alarm}

  def take(alarm, time, value) do
    value = String.to_integer(value)
    alarm = %{break(alarm, time) | read_at: time}
    hot = if value > @hot, do: alarm.hot + 1, else: 0
    cool = if value < @cool, do: alarm.cool + 1, else: 0
    step(%{alarm | hot: hot, cool: cool}, time)
  end

  def seconds(%{state: "calm"} = alarm, _time), do: alarm.seconds
  def seconds(alarm, time), do: alarm.seconds + time - alarm.began

  defp break(%{read_at: at} = alarm, time) when at != nil and time - at > @silence, do: %{alarm | hot: 0, cool: 0}
  defp break(alarm, _time), do: alarm

  defp step(%{state: "calm", hot: hot} = alarm, time) when hot >= 3, do: change(alarm, time, "raised")
  defp step(%{state: "calm"} = alarm, _time), do: {nil, alarm}
  defp step(%{cool: cool} = alarm, time) when cool >= 4, do: change(alarm, time, "calm")

  defp step(%{state: "seen", hot: hot, since: since} = alarm, time) when hot > 0 and time >= since + @reminder do
    change(alarm, time, "raised")
  end

  defp step(alarm, _time), do: {nil, alarm}

  defp change(alarm, time, state) do
    alarm = if alarm.state == "calm", do: %{alarm | began: time}, else: alarm
    alarm = if state == "calm", do: %{alarm | seconds: alarm.seconds + time - alarm.began}, else: alarm
    alarm = if state == "raised", do: %{alarm | raised: alarm.raised + 1}, else: alarm
    {state, %{alarm | state: state, since: time}}
  end
end

lines = IO.read(:stdio, :all) |> String.split("\n", trim: true) |> Enum.map(&String.split/1)

{answers, {alarms, last}} =
  Enum.map_reduce(lines, {%{}, 0}, fn [time, name, what], {alarms, _} ->
    {answer, alarm} = Alarm.take(Map.get_lazy(alarms, name, &Alarm.new/0), String.to_integer(time), what)
    line = if answer, do: [time, " ", name, " ", answer, "\n"], else: []
    {line, {Map.put(alarms, name, alarm), String.to_integer(time)}}
  end)

totals =
  for name <- Enum.sort(Map.keys(alarms)), alarm = alarms[name] do
    "#{name} #{alarm.state} #{alarm.raised} #{Alarm.seconds(alarm, last)}\n"
  end

IO.write([answers, totals])
