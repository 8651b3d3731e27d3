import { readFileSync } from "node:fs";

const LIFE = 120;
const GRACE = 7;

interface Batch {
  last: number;
  points: number;
}

const accounts = new Map<string, Batch[]>();
const orders = new Map<string, { name: string; parts: Batch[] }>();
const out: string[] = [];
let expired = 0;

const total = (batches: Batch[]) => batches.reduce((sum, batch) => sum + batch.points, 0);

function account(name: string): Batch[] {
  if (!accounts.has(name)) accounts.set(name, []);
  return accounts.get(name)!;
}

/** Keeps the batches sorted; of the same last day, the one made first stays first. */
function insert(name: string, last: number, points: number): void {
  const batches = account(name);
  let at = batches.length;
  while (at > 0 && batches[at - 1].last > last) at--;
  batches.splice(at, 0, { last, points });
}

function usable(name: string, day: number): Batch[] {
  const batches = account(name);
  while (batches.length && batches[0].last < day) expired += batches.shift()!.points;
  return batches;
}

function take(name: string, day: number, count: number): Batch[] | null {
  const batches = usable(name, day);
  if (total(batches) < count) return null;
  const parts: Batch[] = [];
  while (count > 0) {
    const part = Math.min(batches[0].points, count);
    parts.push({ last: batches[0].last, points: part });
    count -= part;
    batches[0].points -= part;
    if (batches[0].points === 0) batches.shift();
  }
  return parts;
}

function refund(day: number, order: string, count: number): void {
  const { name, parts } = orders.get(order) ?? { name: "", parts: [] };
  if (total(parts) < count) {
    out.push(`refused ${order}`);
    return;
  }
  while (count > 0) {
    const batch = parts[parts.length - 1];
    const part = Math.min(batch.points, count);
    count -= part;
    batch.points -= part;
    insert(name, Math.max(batch.last, day + GRACE), part);
    if (batch.points === 0) parts.pop();
  }
}

let today = 0;
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, dayText, ...rest] = line.split(" ");
  const day = (today = Number(dayText));
  if (kind === "earn") {
    insert(rest[0], day + LIFE, Number(rest[1]));
  } else if (kind === "spend") {
    const [name, order, count] = rest;
    const parts = orders.has(order) ? null : take(name, day, Number(count));
    if (parts) orders.set(order, { name, parts });
    else out.push(`${orders.has(order) ? "taken" : "short"} ${order}`);
  } else if (kind === "refund") {
    refund(day, rest[0], Number(rest[1]));
  } else if (kind === "give") {
    const [name, other, count] = rest;
    const parts = take(name, day, Number(count));
    if (parts) for (const { last, points } of parts) insert(other, last, points);
    else out.push(`short ${name}`);
  } else {
    const batches = usable(rest[0], day);
    const next = batches.filter(({ last }) => last === batches[0].last);
    out.push([rest[0], total(batches), ...(batches.length ? [total(next), batches[0].last] : [])].join(" "));
  }
}
for (const name of accounts.keys()) usable(name, today);
out.push(`expired ${expired}`);
console.log(out.join("\n"));
