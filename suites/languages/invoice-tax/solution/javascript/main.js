import { readFileSync } from "node:fs";

// value / unit, halves away from zero
function rounded(value, unit) {
  const size = Math.floor((2 * Math.abs(value) + unit) / (2 * unit));
  return value < 0 ? -size : size;
}

function money(cents) {
  const size = Math.abs(cents);
  return `${cents < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
}

const rates = new Map();
const items = [];
let voucher = 0;
let shipping = 0;
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, ...words] = line.split(" ");
  if (kind === "class") {
    rates.set(words[0], Number(words[1]));
  } else if (kind === "line") {
    const [count, price, reduction] = words.slice(1).map(Number);
    items.push({ name: words[0], amount: rounded(count * price * (100 - reduction), 100) });
  } else if (kind === "voucher") {
    voucher += Number(words[0]);
  } else {
    shipping = Number(words[0]);
  }
}

const positive = items.filter((item) => item.amount > 0);
const total = positive.reduce((sum, item) => sum + item.amount, 0);
voucher = Math.min(voucher, total);
let left = voucher;
for (const item of positive) {
  const product = voucher * item.amount;
  item.part = product % total;
  item.share = (product - item.part) / total;
  left -= item.share;
}
positive.sort((a, b) => b.part - a.part);
positive.forEach((item, place) => {
  item.amount -= item.share + (place < left ? 1 : 0);
});

const used = new Set(items.map((item) => item.name));
const nets = new Map([...rates.keys()].filter((name) => used.has(name)).map((name) => [name, 0]));
for (const { name, amount } of items) nets.set(name, nets.get(name) + amount);
if (nets.size) {
  const highest = [...nets.keys()].reduce((best, name) => (rates.get(name) > rates.get(best) ? name : best));
  nets.set(highest, nets.get(highest) + shipping);
}

let net = 0;
let tax = 0;
for (const [name, sum] of nets) {
  const owed = rounded(sum * rates.get(name), 1000);
  console.log(name, money(sum), money(owed));
  net += sum;
  tax += owed;
}
console.log("net", money(net));
console.log("tax", money(tax));
console.log("due", money(net + tax));
