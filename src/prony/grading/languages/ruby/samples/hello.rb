# Multiplies the numbers of its input.
puts gets.split.map(&:to_i).inject(:*)
