# A virtual machine that runs tests of ExUnit for exunit_runner.py, which hears it on descriptor 4 and tells it on 3.
#
# Told, a frame each: the word that begins all answers, then the submission's files; the files of tests; the ids to run.
# Answers: the word, then `loaded`, `broken` TEXT, `unfit` FILE TEXT, `begun` ID, `ended` ID STATUS KIND, `done`.
# Texts travel in base64. The submission is loaded before the tests are told.

defmodule Prony.Formatter do
  use GenServer

  @impl true
  def init(options), do: {:ok, options[:prony]}

  @impl true
  def handle_cast({event, %ExUnit.Test{} = test}, to) when event in [:test_started, :test_finished] do
    send(to, {event, test})
    {:noreply, to}
  end

  def handle_cast(_event, to), do: {:noreply, to}
end

defmodule Prony.Driver do
  def main do
    port = Port.open({:fd, 3, 4}, [:binary, {:packet, 4}])
    Process.register(self(), __MODULE__)
    [word | paths] = port |> hear() |> String.split("\n")
    say = fn fields -> Port.command(port, Enum.join([word | fields], "\n")) end

    for application <- [:elixir, :ex_unit, :logger, :eex] do
      application |> :code.lib_dir() |> Path.join("ebin") |> to_charlist() |> :code.stick_dir()
    end

    ExUnit.start(
      autorun: false,
      formatters: [Prony.Formatter],
      prony: self(),
      max_cases: 1,
      timeout: :infinity,
      assert_receive_timeout: 2000,
      seed: :rand.uniform(1_000_000),
      colors: [enabled: false]
    )

    case load(paths) do
      :ok ->
        say.(["loaded"])
        run(port, say)

      {:error, text} ->
        say.(["broken", encode(text)])
    end

    hear(port)
  end

  defp hear(port) do
    receive do
      {^port, {:data, data}} -> data
    end
  end

  defp encode(text), do: Base.encode64(text)
  defp decode(text), do: Base.decode64!(text)

  defp load([]), do: :ok

  defp load(paths) do
    case Kernel.ParallelCompiler.compile(paths) do
      {:ok, _modules, _warnings} -> :ok
      {:error, errors, _warnings} -> {:error, Enum.map_join(errors, "\n", &told/1)}
    end
  end

  defp told({file, position, text}) do
    line = if is_tuple(position), do: elem(position, 0), else: position
    "#{Path.relative_to_cwd(to_string(file))}:#{inspect(line)}: #{text}"
  end

  # From 1.15 on, errors can be maps.
  defp told(%{file: file, position: position, message: text}), do: told({file, position, text})
  defp told(other), do: inspect(other)

  defp run(port, say) do
    modules = port |> hear() |> String.split("\n", trim: true) |> Enum.flat_map(&compile(&1, say))
    files = Map.new(modules)

    tests =
      for {module, _file} <- modules, test <- module.__ex_unit__().tests do
        {id(files, test), {module, test.name}}
      end

    wanted = port |> hear() |> String.split("\n", trim: true)

    if wanted != ["*"] do
      ids = MapSet.new(wanted, &decode/1)
      chosen = for {id, test} <- tests, MapSet.member?(ids, id), do: test
      ExUnit.configure(only_test_ids: MapSet.new(chosen))
    end

    {_pid, reference} = spawn_monitor(fn -> ExUnit.run() end)
    report(say, files, reference)
  end

  defp compile(line, say) do
    [path, source, number, other] = String.split(line, " ")
    place = Path.absname(decode(path))
    ending = {String.to_integer(number), String.to_integer(other)}

    try do
      ast = source |> decode() |> Code.string_to_quoted!(file: place) |> with_ending(ending)
      for {module, _binary} <- Code.compile_quoted(ast, place),
          function_exported?(module, :__ex_unit__, 0),
          do: {module, decode(path)}
    rescue
      error ->
        say.(["unfit", path, encode(inspect(error.__struct__))])
        []
    end
  end

  # Each test ends in a comparison, which holds in the tests of a suite and does not in their copies.
  defp with_ending(ast, {number, other}) do
    check = quote(do: assert(unquote(number) == unquote(other)))

    # A test waits until it was said that it has begun: else one that ends the machine takes the one before with it.
    wait =
      quote do
        setup context do
          Prony.Driver.wait_for_turn(context.module, context.test)
          :ok
        end
      end

    Macro.prewalk(ast, fn
      {:use, _, [{:__aliases__, _, [:ExUnit, :Case]} | _]} = use -> {:__block__, [], [{:__used__, [], [use]}, wait]}
      {:__used__, _, [use]} -> use
      {:test, meta, [name, [do: body]]} -> {:test, meta, [name, [do: {:__block__, [], [body, check]}]]}
      {:test, meta, [name, context, [do: body]]} -> {:test, meta, [name, context, [do: {:__block__, [], [body, check]}]]}
      node -> node
    end)
  end

  # In the process of a test, before anything else of it.
  def wait_for_turn(module, name) do
    reference = make_ref()
    send(__MODULE__, {:wait, self(), reference, {module, name}})

    receive do
      ^reference -> :ok
    end
  end

  defp id(files, test), do: "#{files[test.module]} > #{String.replace_prefix(to_string(test.name), "test ", "")}"

  defp report(say, files, reference, current \\ nil) do
    receive do
      {:test_started, test} ->
        say.(["begun", encode(id(files, test))])
        report(say, files, reference, {test.module, test.name})

      {:wait, pid, turn, ^current} ->
        send(pid, turn)
        report(say, files, reference, current)

      {:test_finished, test} ->
        {status, kind} = outcome(test.state)
        say.(["ended", encode(id(files, test)), status, encode(kind)])
        report(say, files, reference)

      {:DOWN, ^reference, :process, _pid, _reason} ->
        say.(["done"])
    end
  end

  defp outcome(nil), do: {"pass", ""}
  defp outcome({:skipped, _}), do: {"skip", ""}
  defp outcome({:excluded, _}), do: {"skip", ""}
  defp outcome({:failed, [{_, %{__exception__: true} = error, _} | _]}), do: {"fail", inspect(error.__struct__)}
  defp outcome({:failed, _}), do: {"fail", "an exit or a throw"}
  defp outcome({:invalid, _}), do: {"error", "setup_all"}
end

Prony.Driver.main()
System.halt(0)
