import { readFileSync } from "node:fs";

const GAP = 6;

interface Hall {
  seats: Map<number, number>;
  changes: Map<number, number>;
}

interface Span {
  first: number;
  after: number;
  days: number;
  excess: number;
}

const halls = new Map<string, Hall>();
const bookings: { id: string; hall: Hall; from: number; to: number; people: number }[] = [];
const cancelled = new Set<string>();

function hallOf(name: string): Hall {
  const hall = halls.get(name) ?? { seats: new Map(), changes: new Map() };
  halls.set(name, hall);
  return hall;
}

for (const line of readFileSync(0, "utf8").split("\n")) {
  const [kind, ...words] = line.split(" ");
  if (kind === "seats") {
    hallOf(words[0]).seats.set(Number(words[1]), Number(words[2]));
  } else if (kind === "book") {
    const [from, to, people] = words.slice(2).map(Number);
    bookings.push({ id: words[0], hall: hallOf(words[1]), from, to, people });
  } else if (kind === "cancel") {
    cancelled.add(words[0]);
  }
}
for (const { id, hall, from, to, people } of bookings) {
  if (cancelled.has(id)) continue;
  hall.changes.set(from, (hall.changes.get(from) ?? 0) + people);
  hall.changes.set(to, (hall.changes.get(to) ?? 0) - people);
}

function spansOf({ seats, changes }: Hall): Span[] {
  const days = [...new Set([...seats.keys(), ...changes.keys()])].sort((a, b) => a - b);
  const spans: Span[] = [];
  let load = 0;
  let size = 0;
  days.slice(0, -1).forEach((first, index) => {
    const after = days[index + 1];
    load += changes.get(first) ?? 0;
    size = seats.get(first) ?? size;
    const excess = load - size;
    if (excess <= 0) return;
    const last = spans.at(-1);
    if (last && first - last.after <= GAP) {
      last.after = after;
      last.days += after - first;
      last.excess = Math.max(last.excess, excess);
    } else {
      spans.push({ first, after, days: after - first, excess });
    }
  });
  return spans;
}

const output: string[] = [];
for (const name of [...halls.keys()].sort()) {
  const spans = spansOf(halls.get(name)!);
  output.push(`${name} ${spans.length}\n`);
  for (const { first, after, days, excess } of spans) output.push(`${first} ${after - 1} ${days} ${excess}\n`);
}
process.stdout.write(output.join(""));
