defmodule Cells do
  @usual 37

  def run do
    for line <- IO.stream(:stdio, :line) do
      [width, place, text] = line |> String.trim_trailing("\n") |> String.split(" ", parts: 3)
      width = if width == "0", do: @usual, else: String.to_integer(width)
      IO.puts(["|", text |> String.to_charlist() |> fit(width, place) |> List.to_string(), "|"])
    end
  end

  defp columns(code) when code in 0x300..0x36F, do: 0

  defp columns(code)
       when code in 0x1100..0x115F or code in 0x2E80..0xA4CF or code in 0xAC00..0xD7A3 or code in 0xF900..0xFAFF or
              code in 0xFF00..0xFF60 or code in 0x1F300..0x1FAFF,
       do: 2

  defp columns(_), do: 1

  defp width_of(codes), do: codes |> Enum.map(&columns/1) |> Enum.sum()

  defp fit(codes, width, place) do
    codes = if width_of(codes) > width, do: cut(codes, width - 1), else: codes
    rest = width - width_of(codes)

    before =
      case place do
        "front" -> 0
        "middle" -> div(rest, 2)
        "back" -> rest
      end

    List.duplicate(?\s, before) ++ codes ++ List.duplicate(?\s, rest - before)
  end

  defp cut([code | rest], left) do
    if columns(code) <= left, do: [code | cut(rest, left - columns(code))], else: ~c"~"
  end

end

Cells.run()
