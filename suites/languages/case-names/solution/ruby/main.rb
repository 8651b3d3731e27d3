LONGEST = 31
BORDER = /[_-]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/

def join(style, words)
  case style
  when "snake" then words.join("_")
  when "dashed" then words.join("-")
  when "shout" then words.join("_").upcase
  when "pascal" then words.map(&:capitalize).join
  when "camel" then words.first + words.drop(1).map(&:capitalize).join
  end
end

$stdin.each_line(chomp: true) do |line|
  style, name = line.split
  words = name.split(BORDER).reject(&:empty?).map(&:downcase)
  result = name[/\A_*/] + join(style, words)
  result = result[0, LONGEST].sub(/[_-]+\z/, "") if result.size > LONGEST
  puts result
end
