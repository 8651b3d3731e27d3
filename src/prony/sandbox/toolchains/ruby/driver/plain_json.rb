# Text of JSON as data and back, without the library's: whoever is judged beside it finds the language as it was.

module PronyJson
  TOKEN = /[\[\]{},:]|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/
  SPECIAL = /["\\\x00-\x1f]/
  ESCAPED = { '"' => '\\"', '\\' => '\\\\' }
  32.times { |code| ESCAPED[code.chr] = format('\\u%04x', code) }
  PLAIN = { 'b' => "\b", 'f' => "\f", 'n' => "\n", 'r' => "\r", 't' => "\t" }
  WORDS = { 'true' => true, 'false' => false, 'null' => nil }

  module_function

  def quoted(text) = "\"#{text.match?(SPECIAL) ? text.gsub(SPECIAL, ESCAPED) : text}\""

  def parse(text)
    stack = [[]]
    text.scan(TOKEN) do |token|
      case token
      when '[', '{' then stack << []
      when ']' then stack[-2] << stack.pop
      when '}' then stack[-2] << stack.pop.each_slice(2).to_h
      when ',', ':' then nil
      else stack[-1] << (WORDS.key?(token) ? WORDS[token] : token.start_with?('"') ? unquoted(token) : number(token))
      end
    end
    stack[0][0]
  end

  def number(token) = token.match?(/[.eE]/) ? token.to_f : token.to_i

  def unquoted(token)
    text = token[1..-2]
    return text unless text.include?('\\')

    text.gsub(/\\u[dD][89abAB]\h\h\\u[dD][c-fC-F]\h\h|\\u\h{4}|\\./) do |mark|
      if mark.length == 12
        high = mark[2, 4].hex - 0xd800
        [0x10000 + (high << 10) + mark[8, 4].hex - 0xdc00].pack('U')
      elsif mark.length == 6 then [mark[2, 4].hex].pack('U')
      else PLAIN[mark[1]] || mark[1]
      end
    end
  end
end

# What is judged beside it can put nothing in the place of its methods.
[PronyJson, PronyJson.singleton_class].each(&:freeze)
