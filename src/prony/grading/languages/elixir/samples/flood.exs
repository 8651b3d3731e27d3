Stream.repeatedly(fn -> IO.puts("a line without end") end) |> Stream.run()
