import { readFileSync } from "node:fs";

const YEAR = 365;
const RECENT = 23;

const lots = new Map();
const pending = new Map();
const sums = { short: 0, long: 0 };
const out = [];

function money(cents) {
  const size = Math.abs(cents);
  return `${cents < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
}

function buy(day, name, [count, price, fee]) {
  let cost = count * price + fee;
  for (const sale of pending.get(name) ?? []) {
    if (day - sale.day > RECENT) continue;
    cost -= sale.short + sale.long;
    sums.short -= sale.short;
    sums.long -= sale.long;
  }
  pending.delete(name);
  lots.set(name, [...(lots.get(name) ?? []), { day, shares: count, cost }]);
}

function split(name, [fresh, old]) {
  for (const lot of lots.get(name) ?? []) lot.shares = Math.floor((lot.shares * fresh) / old);
  clean(name);
}

function clean(name) {
  lots.set(name, (lots.get(name) ?? []).filter((lot) => lot.shares > 0));
}

function sell(day, name, [count, price, fee], way) {
  const queue = [...(lots.get(name) ?? [])];
  if (queue.reduce((sum, lot) => sum + lot.shares, 0) < count) return null;
  if (way === "lifo") queue.reverse();
  if (way === "dear") queue.sort((a, b) => b.cost * a.shares - a.cost * b.shares);
  const proceeds = count * price - fee;
  const sale = { day, short: 0, long: 0 };
  let taken = 0;
  let got = 0;
  for (const lot of queue) {
    const part = Math.min(lot.shares, count - taken);
    const cost = Math.floor((lot.cost * part) / lot.shares);
    lot.shares -= part;
    lot.cost -= cost;
    taken += part;
    const upToHere = Math.floor((proceeds * taken) / count);
    sale[day - lot.day >= YEAR ? "long" : "short"] += upToHere - got - cost;
    got = upToHere;
  }
  clean(name);
  sums.short += sale.short;
  sums.long += sale.long;
  if (sale.short + sale.long < 0) pending.set(name, [...(pending.get(name) ?? []), sale]);
  return sale;
}

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, day, name, ...rest] = line.split(" ");
  const numbers = rest.map(Number);
  if (kind === "buy") {
    buy(Number(day), name, numbers);
  } else if (kind === "split") {
    split(name, numbers);
  } else {
    const sale = sell(Number(day), name, numbers, rest[3]);
    out.push(`${name} ${rest[0]} ${sale ? `short ${money(sale.short)} long ${money(sale.long)}` : "refused"}`);
  }
}
for (const name of [...lots.keys()].sort()) {
  const held = lots.get(name);
  if (!held.length) continue;
  const shares = held.reduce((sum, lot) => sum + lot.shares, 0);
  out.push(`hold ${name} ${shares} ${money(held.reduce((sum, lot) => sum + lot.cost, 0))}`);
}
out.push(`short ${money(sums.short)}`, `long ${money(sums.long)}`);
console.log(out.join("\n"));
