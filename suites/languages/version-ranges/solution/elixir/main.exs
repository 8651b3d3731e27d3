defmodule Packages do
  # A version is compared as a list: three numbers, 1 or 0 for no tag or a tag, its letters and its number.
  @longest 61
  @number "(?:0|[1-9][0-9]{0,4})"
  @version "#{@number}\\.#{@number}\\.#{@number}(?:-[a-z]{1,8}(?:[1-9][0-9]{0,4})?)?"

  def run(input) do
    input
    |> String.split("\n", trim: true)
    |> Enum.map_reduce(%{}, fn line, packages ->
      [kind, name, text] = String.split(line, " ", parts: 3)
      step(kind, name, text, packages)
    end)
    |> elem(0)
    |> IO.write()
  end

  defp step("release", name, text, packages) do
    {"", Map.update(packages, name, %{text => key(text)}, &Map.put(&1, text, key(text)))}
  end

  defp step("withdraw", name, text, packages) do
    {"", if(packages[name], do: Map.update!(packages, name, &Map.delete(&1, text)), else: packages)}
  end

  defp step("want", name, text, packages) do
    {"#{name} #{answer(parse(text), packages[name])}\n", packages}
  end

  defp answer(:error, _), do: "wrong"
  defp answer(_, nil), do: "unknown"

  defp answer(alternatives, versions) do
    versions
    |> Enum.filter(fn {_, version} -> Enum.any?(alternatives, &fits?(version, &1)) end)
    |> Enum.max_by(&elem(&1, 1), fn -> {"unmet", nil} end)
    |> elem(0)
  end

  defp key(text) do
    [numbers | tag] = String.split(text, "-")
    numbers = numbers |> String.split(".") |> Enum.map(&String.to_integer/1)

    case {length(numbers), tag} do
      {3, []} ->
        numbers ++ [1, "", 0]

      {3, [tag]} ->
        [_, letters, count] = Regex.run(~r/^([a-z]+)(.*)$/, tag)
        numbers ++ [0, letters, if(count == "", do: 0, else: String.to_integer(count))]

      _ ->
        numbers
    end
  end

  defp parse(text) when byte_size(text) > @longest, do: :error

  defp parse(text) do
    alternatives = for part <- String.split(text, "||"), do: Enum.map(String.split(part), &condition/1)
    if Enum.any?(alternatives, &(&1 == [] or :error in &1)), do: :error, else: alternatives
  end

  defp condition("*"), do: {"=", []}

  defp condition(word) do
    case Regex.run(~r/^(!=|<=|>=|[=<>~^]|)(#{@number}(?:\.#{@number})?|#{@version})$/, word) do
      [_, "", limit] -> {"=", key(limit)}
      [_, sign, limit] -> {sign, key(limit)}
      nil -> :error
    end
  end

  defp fits?(version, conditions) do
    named = Enum.at(version, 3) == 1 or Enum.any?(conditions, fn {_, limit} -> same?(version, limit, 4) end)
    named and Enum.all?(conditions, fn {sign, limit} -> meets?(sign, Enum.take(version, length(limit)), limit) end)
  end

  defp same?(version, limit, count), do: Enum.take(version, count) == Enum.take(limit, count)

  defp meets?("=", mine, limit), do: mine == limit
  defp meets?("!=", mine, limit), do: mine != limit
  defp meets?("<", mine, limit), do: mine < limit
  defp meets?("<=", mine, limit), do: mine <= limit
  defp meets?(">", mine, limit), do: mine > limit
  defp meets?(">=", mine, limit), do: mine >= limit
  defp meets?("~", mine, limit), do: mine >= limit and same?(mine, limit, 2)

  defp meets?("^", mine, limit) do
    zeros = limit |> Enum.take(3) |> Enum.take_while(&(&1 == 0)) |> length()
    mine >= limit and same?(mine, limit, min(zeros + 1, 3))
  end
end

Packages.run(IO.read(:stdio, :all))
