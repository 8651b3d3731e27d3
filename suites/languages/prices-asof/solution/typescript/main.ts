import { readFileSync } from "node:fs";

interface Row {
  time: number;
  price?: number; // none: a halt
}

const OLDEST = 90;
const rows = new Map<string, Row[]>();
const trades: { time: number; name: string; amount: number }[] = [];

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const [kind, time, name, value] = line.split(" ");
  if (kind === "trade") {
    trades.push({ time: Number(time), name, amount: Number(value) });
    continue;
  }
  const own = rows.get(name) ?? [];
  rows.set(name, own);
  own.push({ time: Number(time), price: value === undefined ? undefined : Number(value) });
}
for (const own of rows.values()) own.sort((a, b) => a.time - b.time);

function priceAt(name: string, time: number): number | string {
  const own = rows.get(name) ?? [];
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (own[middle].time <= time) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return "unknown";
  const row = own[low - 1];
  if (row.price === undefined) return "halted";
  return time - row.time > OLDEST ? "stale" : row.price;
}

const totals = new Map<string, { sum: number; missed: number }>();
const output: (number | string)[] = [];
for (const { time, name, amount } of trades) {
  const price = priceAt(name, time);
  const total = totals.get(name) ?? { sum: 0, missed: 0 };
  totals.set(name, total);
  if (typeof price === "number") total.sum += price * amount;
  else total.missed++;
  output.push(price);
}
for (const name of [...totals.keys()].sort()) {
  const { sum, missed } = totals.get(name)!;
  output.push(`${name} ${sum} ${missed}`);
}
process.stdout.write(output.map((line) => `${line}\n`).join(""));
