defmodule Forum do
  @most 6

  # scores: by name. given: how many cursors were given. cursors: those that are kept, by number.
  defstruct scores: %{}, given: 0, cursors: %{}

  def new, do: %__MODULE__{}

  def step("post " <> _ = line, forum) do
    [_, name, score] = String.split(line)

    if Map.has_key?(forum.scores, name),
      do: {"known", forum},
      else: {"ok", put_in(forum.scores[name], String.to_integer(score))}
  end

  def step("open " <> size, forum) do
    page(forum, String.to_integer(size), Map.to_list(forum.scores), MapSet.new())
  end

  def step("next " <> number, forum) do
    number = String.to_integer(number)

    case forum.cursors do
      %{^number => {size, mark, shown}} ->
        due = for {name, _} = post <- forum.scores, key(post) > mark, name not in shown, do: post
        page(forum, size, due, shown)

      _ when number in 1..forum.given//1 ->
        {"expired", forum}

      _ ->
        {"invalid", forum}
    end
  end

  def step(line, forum) do
    [command, name | rest] = String.split(line)

    case {command, forum.scores[name]} do
      {_, nil} -> {"absent", forum}
      {"vote", score} -> {"ok", put_in(forum.scores[name], score + String.to_integer(hd(rest)))}
      {"remove", _} -> {"ok", %{forum | scores: Map.delete(forum.scores, name)}}
      {"place", score} -> {"#{place(forum, {name, score})}", forum}
    end
  end

  defp key({name, score}), do: {-score, name}

  defp place(forum, post), do: 1 + Enum.count(forum.scores, &(key(&1) < key(post)))

  defp page(forum, _size, [], _shown), do: {"empty", forum}

  defp page(forum, size, due, shown) do
    posts = due |> Enum.sort_by(&key/1) |> Enum.take(size)
    names = Enum.map(posts, &elem(&1, 0))

    if length(due) > size do
      number = forum.given + 1
      cursor = {size, key(List.last(posts)), MapSet.union(shown, MapSet.new(names))}
      cursors = forum.cursors |> Map.delete(number - @most) |> Map.put(number, cursor)
      {Enum.join(names ++ ["more:#{number}"], " "), %{forum | given: number, cursors: cursors}}
    else
      {Enum.join(names, " "), forum}
    end
  end
end

{output, _} =
  IO.read(:stdio, :all)
  |> String.split("\n", trim: true)
  |> Enum.map_reduce(Forum.new(), fn line, forum ->
    {text, forum} = Forum.step(line, forum)
    {[text, "\n"], forum}
  end)

IO.write(output)
