import { readFileSync } from "node:fs";

const LEASE = 30;
const LONGEST = 100;

interface Lock {
  name: string;
  holder: string | null;
  granted: number;
  ends: number;
  queue: { client: string; patience: number }[];
}

const locks = new Map<string, Lock>();
const output: string[] = [];
let tokens = 0;

function say(time: number, client: string, lock: Lock, words: string): void {
  output.push(`${time} ${client} ${lock.name} ${words}\n`);
}

function grant(time: number, client: string, lock: Lock): void {
  lock.holder = client;
  lock.granted = time;
  lock.ends = time + LEASE;
  say(time, client, lock, `granted ${++tokens}`);
}

function passOn(time: number, lock: Lock): void {
  lock.holder = null;
  const next = lock.queue.shift();
  if (next) grant(time, next.client, lock);
}

function advance(until: number): void {
  const ordered = [...locks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (;;) {
    let moment = Infinity;
    for (const lock of ordered) {
      if (lock.holder !== null) moment = Math.min(moment, lock.ends);
      for (const { patience } of lock.queue) moment = Math.min(moment, patience);
    }
    if (moment > until) return;
    for (const lock of ordered) {
      for (const { client, patience } of lock.queue) {
        if (patience === moment) say(moment, client, lock, "gaveup");
      }
      lock.queue = lock.queue.filter(({ patience }) => patience !== moment);
    }
    for (const lock of ordered) {
      if (lock.holder === null || lock.ends !== moment) continue;
      say(moment, lock.holder, lock, "expired");
      passOn(moment, lock);
    }
  }
}

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const [when, command, client, name, wait] = line.split(" ");
  const time = Number(when);
  advance(time);
  const lock = locks.get(name) ?? { name, holder: null, granted: 0, ends: 0, queue: [] };
  locks.set(name, lock);
  const holds = lock.holder === client;
  const place = lock.queue.findIndex((waiter) => waiter.client === client);
  if (command === "acquire") {
    if (holds || place >= 0) say(time, client, lock, "already");
    else if (lock.holder === null) grant(time, client, lock);
    else if (wait === "0") say(time, client, lock, "denied");
    else {
      lock.queue.push({ client, patience: time + Number(wait) });
      say(time, client, lock, "waits");
    }
  } else if (command === "renew" && holds) {
    lock.ends = Math.min(time + LEASE, lock.granted + LONGEST);
    say(time, client, lock, `renewed ${lock.ends}`);
  } else if (command === "release" && holds) {
    say(time, client, lock, "released");
    passOn(time, lock);
  } else if (command === "release" && place >= 0) {
    lock.queue.splice(place, 1);
    say(time, client, lock, "left");
  } else {
    say(time, client, lock, "lost");
  }
}
process.stdout.write(output.join(""));
