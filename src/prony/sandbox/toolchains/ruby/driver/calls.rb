# Answer calls of a file's methods, one after the other, in the candidate's process: `ruby calls.rb FILE`.
# Frames (four bytes of length, then JSON) and tagged values are those of prony.sandbox.values. A symbol travels as text,
# and text that is not valid as bytes. Nothing of the library is loaded, so that a candidate finds it as it was, and
# whatever it may patch is kept here before it loads: what it patches only changes its own answers.

require_relative 'plain_json'

module PronyCalls
  CALLS = 4
  MAX_DEPTH = 100
  MAX_FRAME = 8 << 20
  MAX_TEXT = 2000
  SAFE_INT = 1 << 53
  FLOATS = { 'nan' => Float::NAN, 'inf' => Float::INFINITY, '-inf' => -Float::INFINITY }

  class Unmarshallable < StandardError
  end

  # Methods of the language as they are now, by what they are methods of.
  IS = Module.instance_method(:===)
  CLASS = Kernel.instance_method(:class)
  NAME = Module.instance_method(:name)
  SUPERCLASS = Class.instance_method(:superclass)
  METHOD = Kernel.instance_method(:method)
  OWN = Module.instance_method(:instance_method)
  ITEM = Array.instance_method(:[])
  LENGTH = Array.instance_method(:length)
  PAIRS = Hash.instance_method(:each_pair)
  COPY = String.instance_method(:b)
  ENCODING = String.instance_method(:encoding)
  INTEGER_TEXT = Integer.instance_method(:to_s)
  FLOAT_TEXT = Float.instance_method(:to_s)
  SYMBOL_TEXT = Symbol.instance_method(:name)
  MESSAGE = Exception.instance_method(:message)
  OBJECT = Object
  UNMARSHALLABLE = Unmarshallable
  KEPT = [Array, Hash, String, Symbol, Integer, Float, Complex].freeze
  KERNEL = (Kernel.private_instance_methods(false) + Kernel.instance_methods(false)).to_h do |name|
    [name, Kernel.instance_method(name).source_location]
  end

  module_function

  def kind?(type, value) = IS.bind_call(type, value)

  def refuse(why) = raise(UNMARSHALLABLE, why)

  def name_of(type) = (NAME.bind_call(type) || 'value').to_s[0, 80]

  # --- values as text of JSON ---

  def encode(value, out, depth)
    if value.equal?(nil) then out << 'null'
    elsif value.equal?(true) then out << 'true'
    elsif value.equal?(false) then out << 'false'
    elsif kind?(KEPT[4], value) then encode_integer(value, out)
    elsif kind?(KEPT[2], value) then encode_text(value, out)
    elsif kind?(KEPT[5], value) then encode_float(value, out)
    elsif kind?(KEPT[3], value) then encode_text(SYMBOL_TEXT.bind_call(value), out)
    elsif kind?(KEPT[6], value) then encode_complex(value, out)
    else encode_container(value, out, depth)
    end
  rescue NoMethodError
    refuse('a BasicObject is not a plain value')
  end

  def encode_container(value, out, depth)
    refuse("more than #{MAX_DEPTH} containers deep") if depth >= MAX_DEPTH
    refuse("more than #{MAX_FRAME} bytes") if out.bytesize > MAX_FRAME
    if kind?(KEPT[0], value) then encode_items(value, out, depth + 1)
    elsif kind?(KEPT[1], value) then encode_pairs(value, out, depth + 1)
    elsif (items = items_of_set(value)) then encode_items(items, out << '{"s":', depth + 1) << '}'
    else refuse("a #{name_of(CLASS.bind_call(value))} is not a plain value")
    end
    out
  end

  def items_of_set(value)
    set = OBJECT.const_defined?(:Set) && OBJECT.const_get(:Set)
    return nil unless set && kind?(OBJECT.const_get(:Class), set) && kind?(set, value)

    items = []
    OWN.bind_call(set, :each).bind_call(value) { |item| items << item }
    items
  end

  def encode_items(items, out, depth)
    out << '['
    index = 0
    count = LENGTH.bind_call(items)
    while index < count
      out << ',' if index.positive?
      encode(ITEM.bind_call(items, index), out, depth)
      index += 1
    end
    out << ']'
  end

  def encode_pairs(pairs, out, depth)
    out << '{"d":['
    first = true
    PAIRS.bind_call(pairs) do |key, item|
      out << (first ? '[' : ',[')
      first = false
      encode(key, out, depth)
      encode(item, out << ',', depth)
      out << ']'
    end
    out << ']}'
  end

  def encode_integer(value, out)
    return out << INTEGER_TEXT.bind_call(value) if value > -SAFE_INT && value < SAFE_INT

    out << '{"i":"' << (value.negative? ? '-0x' : '0x') << INTEGER_TEXT.bind_call(value.abs, 16) << '"}'
  end

  def encode_float(value, out)
    return out << FLOAT_TEXT.bind_call(value) if value.finite?

    out << '{"f":"' << (value.nan? ? 'nan' : value.positive? ? 'inf' : '-inf') << '"}'
  end

  def encode_complex(value, out)
    encode_float(value.real.to_f, out << '{"c":[')
    encode_float(value.imaginary.to_f, out << ',')
    out << ']}'
  end

  def encode_text(value, out)
    text = COPY.bind_call(value)
    binary = ENCODING.bind_call(value) == Encoding::BINARY && !text.ascii_only?
    text.force_encoding(binary ? Encoding::BINARY : ENCODING.bind_call(value))
    text = text.encode(Encoding::UTF_8) unless binary || text.encoding == Encoding::UTF_8
    return out << '{"b":"' << text.unpack1('H*') << '"}' if binary || !text.valid_encoding?

    out << PronyJson.quoted(text)
  rescue EncodingError
    out << '{"b":"' << text.b.unpack1('H*') << '"}'
  end

  # --- data as values ---

  def decode(data)
    return data.map { |item| decode(item) } if data.is_a?(Array)
    return data unless data.is_a?(Hash)

    tag, body = data.first
    case tag
    when 't' then body.map { |item| decode(item) }
    when 'd' then body.to_h { |key, item| [decode(key), decode(item)] }
    when 's', 'z' then set_of(body.map { |item| decode(item) }, tag == 'z')
    when 'b' then [body].pack('H*')
    when 'i' then body.start_with?('-') ? -body[1..].hex : body.hex
    when 'f' then FLOATS.fetch(body) { body.to_f }
    when 'c' then Complex(decode(body[0]), decode(body[1]))
    end
  end

  def set_of(items, frozen)
    require 'set'
    set = Set.new(items)
    frozen ? set.freeze : set
  end

  # --- frames ---

  SOCKET = IO.for_fd(CALLS, 'r+b', autoclose: false)
  SOCKET.sync = true
  READ = SOCKET.method(:read)
  WRITE = SOCKET.method(:write)

  def receive
    head = READ.call(4)
    exit if head.nil? || head.bytesize < 4
    PronyJson.parse(READ.call(head.unpack1('V')).force_encoding(Encoding::UTF_8))
  end

  def send_text(text)
    text = text.b
    WRITE.call([text.bytesize].pack('V') + text)
  end

  def text_of(value)
    out = +''
    encode(value, out, 0)
  end

  # --- calls ---

  def describe(error)
    kind = CLASS.bind_call(error)
    above = []
    while (kind_above = SUPERCLASS.bind_call(above.empty? ? kind : above[-1])) && kind_above != OBJECT
      above << kind_above
    end
    [name_of(kind), words_of(error), above.map { |type| name_of(type) }]
  end

  def words_of(error)
    text = MESSAGE.bind_call(error)
    text.is_a?(String) ? text.to_s.encode(Encoding::UTF_8, invalid: :replace, undef: :replace)[0, MAX_TEXT].scrub : ''
  rescue Exception
    ''
  end

  def error_frame(number, kind, words) = "{\"n\":#{text_of(number)},\"#{kind}\":#{text_of(words)}}"

  # The method or callable of a dotted name; nil where the candidate defines none.
  def target(name)
    *path, last = name.split('.')
    return nil if last.nil?
    return top(last) if path.empty?

    owner = path.inject(OBJECT) { |place, part| place.const_get(part) }
    METHOD.bind_call(owner, last)
  rescue NameError
    nil
  end

  def top(name)
    if name.match?(/\A[A-Z]/) && OBJECT.const_defined?(name)
      value = OBJECT.const_get(name)
      return value.respond_to?(:call) ? value.method(:call) : nil
    end
    found = METHOD.bind_call(MAIN, name)
    inherited = found.owner == Kernel && KERNEL.key?(name.to_sym) && KERNEL[name.to_sym] == found.source_location
    found unless inherited || found.owner == BasicObject
  end

  def answer(asked)
    number = asked['n']
    given = decode(asked['args'])
    named = decode(asked['kwargs'] || { 'd' => [] })
    method = target(asked['name'])
    return error_frame(number, 'missing', asked['name']) if method.nil?

    begin
      value = named.empty? ? method.call(*given) : method.call(*given, **named.transform_keys(&:to_sym))
    rescue SystemExit
      raise
    rescue Exception => error
      reply = "\"error\":#{text_of(describe(error))}"
    end
    reply ||= "\"value\":#{text_of(value)}"
    reply += ",\"arguments\":#{text_of(given)}" if asked['want']
    refuse("#{reply.bytesize} bytes, more than #{MAX_FRAME}") if reply.bytesize > MAX_FRAME - 100
    "{\"n\":#{text_of(number)},#{reply}}"
  rescue Unmarshallable => error
    error_frame(number, 'unmarshallable', error.message)
  end

  def serve(file)
    begin
      load file
    rescue Exception => error
      warn(error.full_message(highlight: false)) unless error.is_a?(SystemExit)
      send_text("{\"load\":#{text_of(describe(error))}}")
      exit!(1)
    end
    send_text('{"ready":true}')
    loop { send_text(answer(receive)) }
  end
end

PronyCalls::MAIN = self
[PronyCalls, PronyCalls.singleton_class].each(&:freeze)
file = ARGV.shift
$LOAD_PATH.unshift(File.dirname(file))
PronyCalls.serve(file)
