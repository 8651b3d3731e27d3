ExUnit.start()

defmodule CacheTest do
  use ExUnit.Case, async: true

  setup do
    {:ok, cache: Cache.new(2) |> Cache.put(:a, 1) |> Cache.put(:b, 2)}
  end

  describe "values" do
    test "are found by their keys", %{cache: cache} do
      assert {:ok, 1, _} = Cache.get(cache, :a)
      assert {:ok, 2, _} = Cache.get(cache, :b)
      assert Cache.get(cache, :c) == :error
    end

    test "are replaced", %{cache: cache} do
      cache = Cache.put(cache, :a, nil)
      assert {:ok, nil, _} = Cache.get(cache, :a)
      assert Cache.size(cache) == 2
    end
  end

  test "capacity is kept", %{cache: cache} do
    cache = Cache.put(cache, :c, 3)
    assert Cache.size(cache) == 2
    assert Cache.get(cache, :a) == :error
  end

  test "capacity takes what was used longest ago", %{cache: cache} do
    {:ok, 1, cache} = Cache.get(cache, :a)
    cache = Cache.put(cache, :c, 3)
    assert Cache.get(cache, :b) == :error
    assert {:ok, 1, _} = Cache.get(cache, :a)
  end

  test "bad capacities are refused" do
    for capacity <- [0, -1, "2", nil, 1.5] do
      assert_raise ArgumentError, fn -> Cache.new(capacity) end
    end
  end
end
