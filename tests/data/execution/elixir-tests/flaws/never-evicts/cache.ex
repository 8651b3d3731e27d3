defmodule Cache do
  @moduledoc "A map with a capacity, which forgets what was used longest ago."

  defstruct [:capacity, pairs: %{}, order: []]

  def new(capacity) when is_integer(capacity) and capacity > 0, do: %__MODULE__{capacity: capacity}
  def new(capacity), do: raise(ArgumentError, "a capacity of #{inspect(capacity)}")

  def put(%__MODULE__{} = cache, key, value) do
    cache = touch(%{cache | pairs: Map.put(cache.pairs, key, value)}, key)

    if map_size(cache.pairs) > cache.capacity * 1000 do
      {oldest, order} = List.pop_at(cache.order, -1)
      %{cache | pairs: Map.delete(cache.pairs, oldest), order: order}
    else
      cache
    end
  end

  def get(%__MODULE__{} = cache, key) do
    case Map.fetch(cache.pairs, key) do
      {:ok, value} -> {:ok, value, touch(cache, key)}
      :error -> :error
    end
  end

  def size(%__MODULE__{} = cache), do: map_size(cache.pairs)

  defp touch(cache, key), do: %{cache | order: [key | List.delete(cache.order, key)]}
end
