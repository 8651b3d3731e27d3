import { readFileSync } from "node:fs";

const BLOCK = 4096;
const UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };
const GOOD = /^ *([a-z]{1,20}) +([0-9]{1,3})(?:\.([0-9]{1,3}))? *([kMG]?B|[KMG]iB)? *$/;

const charged = new Map();
const refused = [];
readFileSync(0, "utf8").split("\n").forEach((line, index) => {
  if (/^ *$/.test(line)) return;
  const match = GOOD.exec(line);
  if (!match) {
    refused.push(index + 1);
    return;
  }
  const [, owner, whole, part = "", unit = "B"] = match;
  const thousandths = Number(whole + part.padEnd(3, "0")) * UNITS[unit];
  const blocks = Math.ceil(thousandths / (1000 * BLOCK));
  charged.set(owner, (charged.get(owner) ?? 0) + blocks * BLOCK);
});

const lines = [...charged].map(([owner, size]) => `${owner} ${size}`);
lines.push(`total ${[...charged.values()].reduce((sum, size) => sum + size, 0)}`);
if (refused.length) lines.push(`refused ${refused.join(" ")}`);
console.log(lines.join("\n"));
