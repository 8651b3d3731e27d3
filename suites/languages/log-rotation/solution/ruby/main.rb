PERCENT = 13

class Log
  def initialize(limit, keep)
    @limit = limit
    @keep = keep
    @current = 0
    @older = []
    @deleted = []
  end

  def write(size)
    rotate if @current + size > @limit
    @current += size
  end

  def rotate
    return if @current.zero?

    puts "rotated #{@current}"
    @older.unshift(@current)
    @current = 0
    @deleted << @older.pop if @older.size > @keep
    @older[1] = ((@older[1] * PERCENT) + 99) / 100 if @older.size > 1
  end

  def clean(most)
    before = @older.size
    @deleted << @older.pop while @older.any? && total > most
    puts "cleaned #{before - @older.size} #{total}"
  end

  def sizes
    puts [@current, *@older].join(' ')
  end

  def finish
    puts "deleted #{@deleted.size} #{@deleted.sum}"
  end

  private

  def total
    @current + @older.sum
  end
end

_, limit, keep = gets.split
log = Log.new(limit.to_i, keep.to_i)
$stdin.each_line do |line|
  command, *numbers = line.split
  log.public_send(command, *numbers.map(&:to_i))
end
log.finish
