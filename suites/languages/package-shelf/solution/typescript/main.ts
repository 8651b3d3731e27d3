import { readFileSync } from "node:fs";

const CAPACITY = 5000;

interface Offer {
  size: number;
  needs: string[];
}

const offers = new Map<string, Offer>();
const machine = new Set<string>();
const wanted = new Set<string>();

function reach(name: string, reached: Set<string>): Set<string> {
  if (!reached.has(name)) {
    reached.add(name);
    for (const need of offers.get(name)?.needs ?? []) reach(need, reached);
  }
  return reached;
}

function sizeOf(names: Iterable<string>): number {
  let sum = 0;
  for (const name of names) sum += offers.get(name)!.size;
  return sum;
}

/** Names are ASCII, so the order of sort() is that of their codes. */
function sorted(names: Iterable<string>): string[] {
  return [...names].sort();
}

function putOn(name: string, begun: Set<string>, order: string[]): void {
  if (machine.has(name) || begun.has(name)) return;
  begun.add(name);
  for (const need of offers.get(name)!.needs) putOn(need, begun, order);
  order.push(name);
}

function install(name: string): string[] {
  const considered = reach(name, new Set());
  const [unknown] = sorted([...considered].filter((other) => !offers.has(other)));
  if (unknown !== undefined) return ["missing", unknown];
  if (machine.has(name)) {
    wanted.add(name);
    return ["kept"];
  }
  const excess = sizeOf(new Set([...machine, ...considered])) - CAPACITY;
  if (excess > 0) return ["full", String(excess)];
  const order: string[] = [];
  putOn(name, new Set(), order);
  for (const other of order) machine.add(other);
  wanted.add(name);
  return ["installed", ...order];
}

function remove(name: string): string[] {
  if (!machine.has(name)) return ["absent"];
  wanted.delete(name);
  const users = [...machine].filter((other) => other !== name && offers.get(other)!.needs.includes(name));
  if (users.length > 0) return ["needed", ...sorted(users)];
  machine.delete(name);
  return ["removed"];
}

function clean(): string[] {
  const reached = new Set<string>();
  for (const name of wanted) reach(name, reached);
  const gone = [...machine].filter((name) => !reached.has(name));
  for (const name of gone) machine.delete(name);
  return ["cleaned", String(sizeOf(gone)), ...sorted(gone)];
}

const output: string[] = [];
for (const line of readFileSync(0, "utf8").split("\n")) {
  const [command, name, size, needs] = line.split(" ");
  if (command === "offer") offers.set(name, { size: Number(size), needs: needs === "-" ? [] : needs.split(",") });
  else if (command === "install") output.push(install(name).join(" "));
  else if (command === "remove") output.push(remove(name).join(" "));
  else if (command === "clean") output.push(clean().join(" "));
}
output.push(`used ${sizeOf(machine)}`);
console.log(output.join("\n"));
