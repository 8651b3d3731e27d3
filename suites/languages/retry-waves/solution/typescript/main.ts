import { readFileSync } from "node:fs";

const MOST_TRIES = 5;
const MOST_POINTS = 21;
const PRICE = 3;
const SPREAD = 7;

interface Client {
  name: string;
  answered: number;
  dropped: number;
  points: number;
}

interface Call {
  number: number;
  client: Client;
  ending: "answered" | "dropped" | null;
  time: number;
  tries: number;
}

let capacity = 0;
const downs: [number, number][] = [];
const clients = new Map<string, Client>();
const calls: Call[] = [];
for (const line of readFileSync(0, "utf8").split("\n")) {
  const [kind, first, second] = line.split(" ");
  if (kind === "server") capacity = Number(first);
  if (kind === "down") downs.push([Number(first), Number(second)]);
  if (kind === "call") {
    let client = clients.get(second);
    if (!client) clients.set(second, (client = { name: second, answered: 0, dropped: 0, points: MOST_POINTS }));
    calls.push({ number: calls.length + 1, client, ending: null, time: Number(first), tries: 0 });
  }
}

// The calls that are tried in each second. No try of a second plans another one in it.
const due = new Map<number, Call[]>();
const seconds: number[] = [];

function plan(call: Call): void {
  const list = due.get(call.time);
  if (list) {
    list.push(call);
    return;
  }
  due.set(call.time, [call]);
  let at = seconds.length;
  while (at > 0 && seconds[at - 1] < call.time) at--;
  seconds.splice(at, 0, call.time);
}

let busiest = 0;
let mostTries = 0;
calls.forEach(plan);
for (let time = seconds.pop(); time !== undefined; time = seconds.pop()) {
  const now = time;
  const tried = due.get(now)!;
  tried.sort((a, b) => b.tries - a.tries || a.number - b.number);
  if (tried.length > mostTries) {
    mostTries = tried.length;
    busiest = now;
  }
  let free = downs.some(([begin, end]) => begin <= now && now < end) ? 0 : capacity;
  for (const call of tried) {
    call.tries++;
    if (free > 0) {
      free--;
      call.ending = "answered";
      call.client.answered++;
      call.client.points = Math.min(call.client.points + 1, MOST_POINTS);
    } else if (call.tries === MOST_TRIES || call.client.points < PRICE) {
      call.ending = "dropped";
      call.client.dropped++;
    } else {
      call.client.points -= PRICE;
      call.time = now + 2 ** call.tries + (call.number % SPREAD);
      plan(call);
    }
  }
}

const output = calls.map((call) => `${call.number} ${call.ending} ${call.time} ${call.tries}\n`);
if (calls.length > 0) output.push(`busiest ${busiest} ${mostTries}\n`);
for (const name of [...clients.keys()].sort()) {
  const { answered, dropped, points } = clients.get(name)!;
  output.push(`client ${name} ${answered} ${dropped} ${points}\n`);
}
process.stdout.write(output.join(""));
