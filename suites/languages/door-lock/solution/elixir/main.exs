defmodule Door do
  defstruct [:secret, open?: false, unlocked_until: 0, blocked_until: 0, wrong: 0]

  @unlocked_for 45
  @blocked_for 240

  def run(input) do
    ["secret " <> secret | events] = String.split(input, "\n", trim: true)

    {answers, _} =
      Enum.map_reduce(events, %Door{secret: secret}, fn line, door ->
        [time | event] = String.split(line, " ")
        step(event, String.to_integer(time), door)
      end)

    Enum.map(answers, fn
      nil -> []
      answer -> [answer, "\n"]
    end)
  end

  defp step(["shut"], _time, %Door{open?: true} = door), do: {nil, %{door | open?: false, unlocked_until: 0}}
  defp step(["shut"], _time, door), do: {nil, door}
  defp step(_event, _time, %Door{open?: true} = door), do: {"ignored", door}

  defp step(["push"], time, door) do
    if time < door.unlocked_until, do: {"opens", %{door | open?: true}}, else: {"stays", door}
  end

  defp step(["enter", _], time, %Door{blocked_until: until} = door) when time < until, do: {"blocked", door}

  defp step(["enter", secret], time, %Door{secret: secret} = door) do
    {"welcome", %{door | wrong: 0, unlocked_until: time + @unlocked_for}}
  end

  defp step(["enter", _], time, %Door{wrong: 2} = door) do
    {"wrong", %{door | wrong: 0, unlocked_until: 0, blocked_until: time + @blocked_for}}
  end

  defp step(["enter", _], _time, door), do: {"wrong", %{door | wrong: door.wrong + 1, unlocked_until: 0}}
end

IO.write(Door.run(IO.read(:stdio, :all)))
