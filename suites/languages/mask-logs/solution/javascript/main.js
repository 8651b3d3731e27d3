import { readFileSync } from "node:fs";

const LEAST = 13;
const MOST = 19;
const CLEAR = 4;

function blacken([run]) {
  let digits = run.replace(/[^0-9]/g, "").length;
  if (digits < LEAST || digits > MOST) return null;
  return run.replace(/[0-9]/g, (digit) => (digits-- > CLEAR ? "#" : digit));
}

const RULES = [
  {
    pattern: /(?<![A-Za-z0-9_])((?:password|token|pin)=)(?:"[^"]*"?|[^" &;,][^ &;,]*)/iy,
    change: ([, start]) => `${start}[hidden]`,
    count: 0,
  },
  {
    pattern: /(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-])[A-Za-z0-9._+-]*(@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/y,
    change: ([, first, rest]) => `${first}..${rest}`,
    count: 0,
  },
  {
    // No digit may follow either, so that no shorter run is tried.
    pattern: /(?<![A-Za-z0-9])[0-9](?:[ -]?[0-9])*(?![ -]?[0-9]|[A-Za-z])/y,
    change: blacken,
    count: 0,
  },
];

function mask(line) {
  let out = "";
  let at = 0;
  next: while (at < line.length) {
    for (const rule of RULES) {
      rule.pattern.lastIndex = at;
      const match = rule.pattern.exec(line);
      const masked = match && rule.change(match);
      if (masked === null) continue;
      rule.count++;
      out += masked;
      at += match[0].length;
      continue next;
    }
    out += line[at++];
  }
  return out;
}

const lines = readFileSync(0, "utf8").split("\n").slice(0, -1);
for (const line of lines) console.log(mask(line));
console.log("masked", ...RULES.map((rule) => rule.count));
