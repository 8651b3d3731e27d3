require 'set'

ROUNDS = 19

names = Set.new
dark = {}
dependencies = []
users = Hash.new { |hash, name| hash[name] = [] }

$stdin.each_line do |line|
  kind, owner, *others = line.split
  names.merge([owner, *others])
  if kind == 'broken'
    dark[owner] = 0
  else
    dependencies << [kind, owner, others]
    users[others.first] << owner if kind == 'needs'
  end
end

(1..ROUNDS).each do |round|
  fallen = dependencies.select do |kind, owner, others|
    kind != 'likes' && !dark.key?(owner) && others.all? { |other| dark.key?(other) }
  end
  fallen.each { |_, owner, _| dark[owner] = round }
end

limping = Set.new
waiting = dependencies.select { |_, _, others| others.any? { |other| dark.key?(other) } }.map { |_, owner, _| owner }
until waiting.empty?
  name = waiting.pop
  next if dark.key?(name) || !limping.add?(name)

  waiting.concat(users[name])
end

names.sort.each do |name|
  if dark.key?(name)
    puts "#{name} dark #{dark[name]}"
  else
    puts "#{name} #{limping.include?(name) ? 'limping' : 'fine'}"
  end
end
