# Run minitest tests, each in a process of its own, and report them on the private channel.
#
# This process never loads the submission. It forks a child for each test, which loads the test's file, runs that one test
# and says one line on a pipe of its own. What signs the line is drawn from a generator of random numbers that both
# inherit, so that no text in the child's memory holds it. A child that runs out of time loses its criterion.

# Beside the file that every Ruby of ours begins with, wherever that lies.
require File.join(File.dirname($LOADED_FEATURES.find { |file| file.end_with?('driver/start.rb') }), 'plain_json')
require 'minitest'
require 'minitest/spec'
require 'minitest/mock'

module PronyRunner
  MOST_SAID = 1 << 16
  SET_DUMPABLE = 4
  PRCTL = { 'x86_64' => 157, 'aarch64' => 167 }.freeze
  KERNEL_POLL_S = 0.02
  PLAIN = [NilClass, TrueClass, FalseClass, Numeric, String, Symbol].freeze
  DEEPEST = 40
  IS = Module.instance_method(:===)
  SAME = BasicObject.instance_method(:equal?)

  module_function

  def main
    job = PronyJson.parse($stdin.read)
    $stdin.reopen(File::NULL)
    channel = IO.for_fd(Integer(ENV.delete('PRONY_CHANNEL')), 'wb')
    channel.sync = true
    tests = ENV.delete('PRONY_TESTS')
    work = ENV.delete('PRONY_WORK')
    keep_others_out
    Minitest.seed = 0
    Dir.chdir(work)
    $LOAD_PATH.unshift(tests, work)
    look_beside(tests, work)
    run(job, channel, tests)
  end

  # No child may look into this process, nor into itself from outside its own code.
  def keep_others_out
    verbose, $VERBOSE = $VERBOSE, nil
    syscall(PRCTL.fetch(RbConfig::CONFIG['host_cpu']), SET_DUMPABLE, 0, 0, 0, 0)
  ensure
    $VERBOSE = verbose
  end

  # A test names the submission as if it lay beside it: what is not in tests/ is looked for in the work folder.
  def look_beside(tests, work)
    Kernel.module_eval do
      define_method(:require_relative) do |path|
        from = caller_locations(1, 1)[0].absolute_path || "#{work}/."
        wanted = File.expand_path(path, File.dirname(from))
        there = File.file?(wanted) || File.file?("#{wanted}.rb")
        inside = wanted.start_with?("#{tests}/")
        require(inside && !there ? work + wanted.delete_prefix(tests) : wanted)
      end
      private :require_relative
    end
  end

  def run(job, channel, tests)
    ids = job['tests'] || job['files'].flat_map { |file| names(job, channel, tests, file) }
    lost = {}
    ids.each do |id|
      groups = job['groups'][id] || ['controls']
      record = lost[groups[0]] if groups.all? { |group| lost.key?(group) }
      if record.nil?
        record = one(job, channel, tests, id)
        if record['status'] == 'timeout'
          groups.each { |group| lost[group] = record.merge('msg' => 'not run: its criterion is lost already') }
        end
      end
      channel.syswrite("#{text({ 'test' => id }.merge(record))}\n")
    end
    channel.syswrite("#{text({ 'done' => job['nonce'] })}\n")
  end

  def names(job, channel, tests, file)
    record = ask(job, channel) do
      load_file(tests, file)
      { 'ids' => Minitest::Runnable.runnables.flat_map { |kind| ids_of(file, kind) }.join("\n") }
    end
    (record['ids'] || '').split("\n")
  end

  def ids_of(file, kind) = kind.runnable_methods.sort.map { |method| "#{file} > #{kind}##{method}" }

  def one(job, channel, tests, id)
    file, _, name = id.partition(' > ')
    kind_name, _, method = name.rpartition('#')
    ask(job, channel) do
      broken = load_error(tests, file)
      next broken if broken

      kind = Minitest::Runnable.runnables.find { |found| found.to_s == kind_name }
      kind && kind.method_defined?(method) ? outcome(kind.new(method).run) : absent
    end
  end

  # Leaving while it is loaded is a failure to load, too.
  def load_error(tests, file)
    load_file(tests, file)
    nil
  rescue Exception => error
    { 'status' => 'error', 'verdict' => 'load_error', 'msg' => "#{error.class} at load"[0, 100] }
  end

  def load_file(tests, file) = load("#{tests}/#{file}")

  def absent = { 'status' => 'error', 'verdict' => 'load_error', 'msg' => 'there is no such test' }

  # What became of a test, by the kind of what it raised: its words may quote a hidden input.
  def outcome(result)
    return { 'status' => 'pass' } if result.passed? && result.failures.empty?
    return { 'status' => 'skip', 'msg' => 'skipped' } if result.skipped?

    failure = result.failures.first
    raised = failure.is_a?(Minitest::UnexpectedError) ? failure.error.class.name : 'Minitest::Assertion'
    kind = failure.is_a?(Minitest::UnexpectedError) ? 'error' : 'fail'
    verdict = raised == 'NoMemoryError' ? 'oom' : 'fail'
    { 'status' => kind, 'verdict' => verdict, 'msg' => raised.to_s[0, 100] }
  end

  # --- a process for each test ---

  # What the block gave in a child, within the job's limits.
  def ask(job, channel)
    signer = Random.new
    reader, writer = IO.pipe
    used = Process.times
    pid = fork do
      reader.close
      channel.close
      Process.setsid
      cpu_s = job['cpu_s'].ceil
      Process.setrlimit(:CPU, cpu_s, cpu_s + 1)
      speak(writer, signer) { yield }
    end
    writer.close
    heard, late = listen(pid, reader, job['wall_s'])
    Process.kill(:KILL, pid) if late || heard.bytesize > MOST_SAID
    status = ended(pid)
    reap(pid)
    reader.close
    now = Process.times
    cpu_s = now.cutime + now.cstime - used.cutime - used.cstime
    judged(heard, late, status, signer, cpu_s >= job['cpu_s'].ceil)
  end

  # In the child: do the work and say its result. Never returns.
  def speak(writer, signer)
    write, leave, quote, draw = writer.method(:syswrite), Process.method(:exit!), method(:text), signer.method(:bytes)
    $stdout.reopen(File::NULL)
    $stderr.reopen(File::NULL)
    begin
      said = yield
    rescue Exception => error
      verdict = error.is_a?(NoMemoryError) ? 'oom' : 'fail'
      said = { 'status' => 'error', 'verdict' => verdict, 'msg' => "#{error.class} ended the test"[0, 100] }
    end
    write.call(quote.call({ 'word' => draw.call(16).unpack1('H*') }.merge(said)))
    leave.call(0)
  ensure
    leave&.call(1)
  end

  def listen(pid, reader, wall_s)
    due = Process.clock_gettime(Process::CLOCK_MONOTONIC) + wall_s
    heard = +''
    open = true
    until (left = due - Process.clock_gettime(Process::CLOCK_MONOTONIC)) <= 0
      ready = open && IO.select([reader], nil, nil, [left, KERNEL_POLL_S].min)
      part = ready ? reader.read_nonblock(MOST_SAID, exception: false) : :wait_readable
      open = false if part.nil?
      heard << part if part.is_a?(String)
      return [heard, false] if heard.bytesize > MOST_SAID || (!part.is_a?(String) && gone?(pid))

      sleep(KERNEL_POLL_S / 10) unless open
    end
    [heard, true]
  end

  GONE = {}

  def gone?(pid) = GONE.key?(pid) || (Process.waitpid(pid, Process::WNOHANG) && GONE[pid] = $?)

  def ended(pid)
    Process.waitpid(pid) && GONE[pid] = $? unless GONE.key?(pid)
    GONE.delete(pid)
  end

  def reap(pid)
    Process.kill(:KILL, -pid)
  rescue Errno::ESRCH, Errno::EPERM
    nil
  end

  def judged(heard, late, status, signer, used_up)
    return { 'status' => 'timeout', 'verdict' => 'timeout_wall', 'msg' => 'ran out of time' } if late
    if (heard.empty? && used_up) || status.termsig == Signal.list['XCPU']
      return { 'status' => 'timeout', 'verdict' => 'timeout_cpu', 'msg' => 'ran out of time' }
    end
    return crash("killed by signal #{status.termsig}") if status.signaled?
    return crash('the process ended before its test did') if heard.empty?

    said = understood(heard, signer)
    said || { 'status' => 'error', 'verdict' => 'tampered', 'msg' => 'something else spoke for the test' }
  end

  def crash(why) = { 'status' => 'error', 'verdict' => 'crash', 'msg' => why }

  def understood(heard, signer)
    word = signer.bytes(16).unpack1('H*')
    said = heard.bytesize <= MOST_SAID ? PronyJson.parse(heard.force_encoding(Encoding::UTF_8)) : nil
    said.is_a?(Hash) && said.delete('word') == word && text(said) ? said : nil
  rescue StandardError
    nil
  end

  # A flat record of texts as JSON.
  def text(record)
    pairs = record.map { |name, value| "#{PronyJson.quoted(name)}:#{PronyJson.quoted(value.scrub)}" }
    "{#{pairs.join(',')}}"
  end

  # --- what is compared ---

  # Whether what is expected is plain where what came is something of another class, which may claim to equal it.
  def pretends?(expected, actual, depth = 0)
    return false if depth > DEEPEST
    kind = PLAIN.find { |found| IS.bind_call(found, expected) }
    return !IS.bind_call(kind, actual) if kind
    return list_pretends?(expected, actual, depth) if IS.bind_call(Array, expected)
    return hash_pretends?(expected, actual, depth) if IS.bind_call(Hash, expected)

    false
  end

  def of?(kind, value) = IS.bind_call(kind, value)

  def same?(one, other) = SAME.bind_call(one, other)

  def list_pretends?(expected, actual, depth)
    return true unless IS.bind_call(Array, actual)

    expected.each_index.any? { |index| pretends?(expected[index], actual[index], depth + 1) }
  end

  def hash_pretends?(expected, actual, depth)
    return true unless IS.bind_call(Hash, actual)

    expected.any? { |key, value| pretends?(value, actual[key], depth + 1) }
  end

  # An object that claims to be equal, nil, a number or of a class is none of it, whatever it says.
  module Strict
    def assert_equal(expected, actual, message = nil)
      super
      PronyRunner.pretends?(expected, actual) ? flunk('it only claims to be equal') : true
    end

    def assert_nil(actual, message = nil)
      super
      PronyRunner.of?(NilClass, actual) ? true : flunk('it only claims to be nil')
    end

    def assert_same(expected, actual, message = nil)
      super
      PronyRunner.same?(expected, actual) ? true : flunk('it only claims to be the same')
    end

    def assert_in_delta(expected, actual, *rest)
      super
      PronyRunner.of?(Numeric, actual) ? true : flunk('it only claims to be a number')
    end

    def assert_in_epsilon(expected, actual, *rest)
      super
      PronyRunner.of?(Numeric, actual) ? true : flunk('it only claims to be a number')
    end

    def assert_instance_of(kind, actual, message = nil)
      super
      PronyRunner.of?(kind, actual) ? true : flunk('it only claims to be of the class')
    end

    def assert_kind_of(kind, actual, message = nil)
      super
      PronyRunner.of?(kind, actual) ? true : flunk('it only claims to be of the class')
    end
  end
end

Minitest::Assertions.prepend(PronyRunner::Strict)
[PronyRunner, PronyRunner.singleton_class, PronyRunner::Strict].each(&:freeze)
PronyRunner.main
exit!(0)
