import { readFileSync } from "node:fs";

const LONGEST = 29;

const used = new Set<string>();
const around: number[] = [];
let inSample = false;
let repeated = 0;

function freeAnchor(text: string): string {
  const whole = text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const base = whole.slice(0, LONGEST).replace(/-$/, "") || "section";
  let anchor = base;
  for (let number = 2; used.has(anchor); number++) anchor = `${base}-${number}`;
  if (anchor !== base) repeated++;
  used.add(anchor);
  return anchor;
}

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line.startsWith("~~~")) inSample = !inSample;
  const heading = /^(#{1,6}) +(.*)$/.exec(line);
  if (inSample || !heading) continue;
  const level = heading[1].length;
  const text = heading[2].trimEnd().replace(/(^| +)#+$/, "");
  if (!text) continue;
  while (around.length && around[around.length - 1] >= level) around.pop();
  console.log(`${"  ".repeat(around.length)}- ${text} (#${freeAnchor(text)})`);
  around.push(level);
}
console.log(`headings ${used.size} repeated ${repeated}`);
