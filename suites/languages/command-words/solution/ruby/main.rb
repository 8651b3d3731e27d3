require "strscan"

MOST = 13

Unfinished = Class.new(StandardError)

def piece(scanner)
  at = scanner.pos + 1
  if scanner.skip(/'/)
    scanner.scan_until(/'/)&.chop
  elsif scanner.skip(/"/)
    text = scanner.scan(/(?:\\["\\]|[^"])*+/)
    text.gsub(/\\(["\\])/, '\1') if scanner.skip(/"/)
  elsif scanner.skip(/\\/)
    scanner.getch
  else
    scanner.getch
  end or raise Unfinished, at.to_s
end

def split(line)
  scanner = StringScanner.new(line)
  commands = [[]]
  word = nil
  until scanner.eos?
    if (separator = scanner.scan(/[ ;]/))
      commands.last << word if word
      word = nil
      commands << [] if separator == ";"
    elsif word.nil? && scanner.match?(/#/)
      break
    else
      word = (word || "") + piece(scanner)
    end
  end
  commands.last << word if word
  commands.reject(&:empty?)
end

printed = 0
$stdin.each_line(chomp: true).with_index(1) do |line, number|
  split(line).each do |words|
    if words.size > MOST
      puts "#{number} crowded #{words.size}"
    else
      puts "#{number} #{words.map { |word| "[#{word}]" }.join(" ")}"
      printed += 1
    end
  end
rescue Unfinished => error
  puts "#{number} unfinished #{error.message}"
end
puts "commands #{printed}"
