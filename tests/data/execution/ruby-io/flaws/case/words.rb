counts = $stdin.read.downcase.scan(/[a-z]+/).tally
if counts.empty?
  puts 'nothing'
  exit 3
end
counts.sort_by { |word, count| [-count, word] }.each { |word, count| puts "#{word} #{count}" }
