numbers = $stdin.each_line.map(&:to_i).uniq.sort
runs = numbers.each_cons(2).map { |low, high| [low + 1, high - 1] }.select { |first, last| first <= last }
runs.each do |first, last|
  puts first == last ? first : last - first == 1 ? "#{first},#{last}" : "#{first}-#{last}"
end
puts "full" if runs.empty?
