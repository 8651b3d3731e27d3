DEEPEST = 11
KEY_WORDS = %w[each if lacks else end].freeze

Wrong = Class.new(StandardError)
Value = Struct.new(:name, :filters)
Block = Struct.new(:kind, :name, :line, :body, :other) do
  def append(node) = (other || body) << node
end

def name?(word) = word&.match?(/\A[a-z]{1,12}\z/) && !KEY_WORDS.include?(word)

def filter?(words)
  case words
  in ["loud"] | ["or", _] then true
  in ["pad", /\A[0-9]{1,2}\z/ => size] then size.to_i > 0
  else false
  end
end

# A word for else and end, a new Block, a Value, or nil for a tag of no form.
def read_tag(text, line)
  head, *filters = text.split("|", -1).map(&:split)
  head ||= []
  if head.size == 1 && name?(head[0])
    Value.new(head[0], filters) if filters.all? { |words| filter?(words) }
  elsif filters.empty?
    case head
    in ["else" | "end" => word] then word
    in ["each" | "if" | "lacks" => kind, name] if name?(name) then Block.new(kind, name, line, [], nil)
    else nil
    end
  end
end

def take(tag, line, blocks)
  case tag
  when nil
    raise Wrong, "line #{line} unknown"
  when "else"
    raise Wrong, "line #{line} stray" if blocks.size == 1 || blocks.last.other
    blocks.last.other = []
  when "end"
    raise Wrong, "line #{line} stray" if blocks.size == 1
    blocks.pop
  when Block
    raise Wrong, "line #{line} deep" if blocks.size > DEEPEST
    blocks.last.append(tag)
    blocks << tag
  else
    blocks.last.append(tag)
  end
end

def parse(lines)
  root = Block.new("root", nil, 0, [], nil)
  blocks = [root]
  lines.each.with_index(1) do |line, number|
    parts = line.split(/(\{\{.*?\}\})/, -1)
    tags = parts.each_index.select(&:odd?).to_h { |at| [at, read_tag(parts[at][2..-3], number)] }
    alone = parts.size == 3 && tags[1] && !tags[1].is_a?(Value) && (parts[0] + parts[2]).strip.empty?
    parts.each_with_index do |part, at|
      if at.odd?
        take(tags[at], number, blocks)
      elsif !alone
        blocks.last.append(part)
      end
    end
    raise Wrong, "line #{number} unclosed" if parts.last&.include?("{{")
    blocks.last.append("\n") unless alone
  end
  raise Wrong, "line #{blocks.last.line} open" if blocks.size > 1
  root.body
end

class Letter
  attr_reader :missing

  def initialize(lines)
    @values = {}
    @lists = Hash.new { [] }
    @missing = 0
    lines.each do |line|
      kind, name, text = line.split(" ", 3)
      if kind == "set"
        @values[name] = text
      else
        @lists[name] += [text.split(";").to_h { |field| field.split("=", 2) }]
      end
    end
  end

  def render(nodes, rows = [])
    (nodes || []).map { |node| render_node(node, rows) }.join
  end

  private

  def render_node(node, rows)
    case node
    when String then node
    when Value then filtered(node, rows)
    else node.kind == "each" ? each_row(node, rows) : conditional(node, rows)
    end
  end

  def each_row(node, rows)
    list = @lists[node.name]
    return render(node.other, rows) if list.empty?

    list.each.with_index(1).map do |row, number|
      render(node.body, rows + [row.merge("no" => number.to_s, "left" => (list.size - number).to_s)])
    end.join
  end

  def conditional(node, rows)
    value = find(node.name, rows)
    holds = value ? !value.empty? : @lists[node.name].any?
    render(holds == (node.kind == "if") ? node.body : node.other, rows)
  end

  def find(name, rows)
    (rows.reverse.find { |row| row.key?(name) } || @values)[name]
  end

  def filtered(node, rows)
    value = node.filters.reduce(find(node.name, rows)) do |text, (kind, word)|
      case kind
      when "or" then text.to_s.empty? ? word : text
      when "loud" then text&.upcase
      else text && text[0, word.to_i].ljust(word.to_i)
      end
    end
    @missing += 1 unless value
    value || "?#{node.name}?"
  end
end

lines = $stdin.read.lines(chomp: true)
border = lines.index("---")
begin
  nodes = parse(lines.drop(border + 1))
  letter = Letter.new(lines.take(border))
  text = letter.render(nodes)
  text += "\n" unless text.empty? || text.end_with?("\n")
  puts "#{text}missing #{letter.missing}"
rescue Wrong => error
  puts error.message
end
