defmodule Peer do
  # The log is kept with its last entry in front.
  defstruct runs: true, leader: false, term: 0, vote: nil, log: [], entries: 0, safe: 0

  def new, do: %__MODULE__{}

  def take_term(peer, term), do: %{peer | term: term, vote: nil, leader: false}

  def last_term(%{log: []}), do: 0
  def last_term(%{log: [term | _]}), do: term

  def age(peer), do: {last_term(peer), peer.entries}

  def role(%{runs: false}), do: "stopped"
  def role(%{leader: true}), do: "leader"
  def role(_peer), do: "follower"
end

defmodule Cluster do
  @most_unsafe 19

  def run(input) do
    ["cluster " <> size | lines] = String.split(input, "\n", trim: true)
    size = String.to_integer(size)
    cluster = %{size: size, peers: Map.new(1..size, &{&1, Peer.new()}), cuts: MapSet.new()}

    {output, cluster} =
      Enum.map_reduce(lines, cluster, fn line, cluster ->
        [command | numbers] = String.split(line)
        numbers = Enum.map(numbers, &String.to_integer/1)

        case apply(__MODULE__, String.to_existing_atom(command), [cluster | numbers]) do
          {answer, cluster} -> {"#{hd(numbers)} #{answer}\n", cluster}
          cluster -> {[], cluster}
        end
      end)

    peers =
      for number <- 1..size, peer = cluster.peers[number] do
        "node #{number} #{Peer.role(peer)} #{peer.term} #{peer.entries} #{peer.safe}\n"
      end

    IO.write([output, peers])
  end

  def stop(cluster, a), do: update(cluster, a, &%{&1 | runs: false, leader: false})
  def start(cluster, a), do: update(cluster, a, &%{&1 | runs: true})
  def cut(cluster, a, b), do: %{cluster | cuts: MapSet.put(cluster.cuts, link(a, b))}
  def mend(cluster, a, b), do: %{cluster | cuts: MapSet.delete(cluster.cuts, link(a, b))}

  def elect(cluster, a) do
    peer = cluster.peers[a]

    if not peer.runs or peer.leader do
      {"ignored", cluster}
    else
      term = peer.term + 1
      cluster = update(cluster, a, &%{Peer.take_term(&1, term) | vote: a})

      case Enum.reduce_while(reached(cluster, a), {1, cluster}, &ask(&1, &2, a, term)) do
        {:lost, cluster} ->
          {"loses #{cluster.peers[a].term}", cluster}

        {votes, cluster} when votes * 2 > cluster.size ->
          {"leads #{term}", update(cluster, a, &%{&1 | leader: true})}

        {_votes, cluster} ->
          {"loses #{term}", cluster}
      end
    end
  end

  def send(cluster, a) do
    if cluster.peers[a].leader, do: copy(cluster, a), else: {"refused", cluster}
  end

  def write(cluster, a) do
    case cluster.peers[a] do
      %{leader: false} ->
        {"refused", cluster}

      %{entries: entries, safe: safe} when entries - safe >= @most_unsafe ->
        {"full", cluster}

      _ ->
        cluster |> update(a, &%{&1 | log: [&1.term | &1.log], entries: &1.entries + 1}) |> copy(a)
    end
  end

  defp ask(b, {votes, cluster}, a, term) do
    other = cluster.peers[b]

    if other.term > term do
      {:halt, {:lost, update(cluster, a, &Peer.take_term(&1, other.term))}}
    else
      other = if other.term < term, do: Peer.take_term(other, term), else: other

      if other.vote == nil and Peer.age(other) <= Peer.age(cluster.peers[a]) do
        {:cont, {votes + 1, put_in(cluster.peers[b], %{other | vote: a})}}
      else
        {:cont, {votes, put_in(cluster.peers[b], other)}}
      end
    end
  end

  defp copy(cluster, a) do
    leader = cluster.peers[a]
    reached = reached(cluster, a)

    result =
      Enum.reduce_while(reached, {:ok, cluster}, fn b, {:ok, cluster} ->
        other = cluster.peers[b]

        if other.term > leader.term do
          {:halt, {:lost, update(cluster, a, &Peer.take_term(&1, other.term))}}
        else
          other = if other.term < leader.term, do: Peer.take_term(other, leader.term), else: other
          {:cont, {:ok, put_in(cluster.peers[b], %{other | log: leader.log, entries: leader.entries})}}
        end
      end)

    case result do
      {:lost, cluster} -> {"yields #{cluster.peers[a].term}", cluster}
      {:ok, cluster} -> confirm(cluster, a, reached)
    end
  end

  defp confirm(cluster, a, reached) do
    leader = cluster.peers[a]
    count = length(reached)
    all_safe = (count + 1) * 2 > cluster.size and Peer.last_term(leader) == leader.term
    safe = if all_safe, do: leader.entries, else: leader.safe
    cluster = Enum.reduce([a | reached], cluster, fn b, cluster -> update(cluster, b, &%{&1 | safe: max(&1.safe, safe)}) end)
    {"sent #{count} safe #{safe}", cluster}
  end

  defp reached(cluster, a) do
    for b <- 1..cluster.size, b != a, cluster.peers[b].runs, not MapSet.member?(cluster.cuts, link(a, b)), do: b
  end

  defp update(cluster, a, change), do: update_in(cluster.peers[a], change)
  defp link(a, b), do: {min(a, b), max(a, b)}
end

Cluster.run(IO.read(:stdio, :all))
