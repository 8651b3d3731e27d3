require "minitest/autorun"
require_relative "cache"

class CacheTest < Minitest::Test
  def setup
    @cache = Cache.new(2)
  end

  def test_evicts_the_oldest
    @cache.put(:a, 1)
    @cache.put(:b, 2)
    @cache.put(:c, 3)
    assert_nil @cache.get(:a)
    assert_equal 2, @cache.get(:b)
    assert_equal 3, @cache.get(:c)
    assert_equal 2, @cache.size
  end

  def test_reading_counts_as_use
    @cache.put("a", 1)
    @cache.put("b", 2)
    @cache.get("a")
    @cache.put("c", 3)
    assert_equal 1, @cache.get("a")
    assert_nil @cache.get("b")
  end

  def test_reading_is_not_the_only_use
    @cache.put("a", 1)
    @cache.put("b", 2)
    @cache.put("a", 3)
    @cache.put("c", 4)
    assert_equal 3, @cache.get("a")
    assert_nil @cache.get("b")
  end

  def test_refuses_a_capacity_below_one
    assert_raises(ArgumentError) { Cache.new(0) }
    assert_raises(ArgumentError) { Cache.new(-3) }
    assert_equal 0, Cache.new(1).size
  end
end

describe "keeping values" do
  it "writes anew without growing" do
    cache = Cache.new(3) { |made| made.put(:y, 7).then { made.put(:x, [1]) } }
    cache.put(:x, [2, "two"])
    _(cache.get(:x)).must_equal [2, "two"]
    _(cache.size).must_equal 2
    _(cache.get(:y)).must_equal 7
  end

  it "gives nothing for what it does not hold" do
    assert_nil Cache.new(1).get(:none)
  end
end
