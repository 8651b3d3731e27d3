# A cache that forgets what was not used for the longest.
class Cache
  def initialize(capacity)
    @capacity = capacity
    @entries = {}
    yield self if block_given?
  end

  def put(key, value)
    @entries.delete(key)
    @entries[key] = value
    @entries.shift if @entries.size > @capacity
    value
  end

  def get(key)
    return nil unless @entries.key?(key)

    @entries[key] = @entries.delete(key)
  end

  def size = @entries.size
end
