const next = { "": "hms", h: "ms", m: "s", s: "" };
const worth = { h: 3600, m: 60, s: 1 };
function parseDuration(text) {
  const tokens = text.match(/ +|\d+[hms]|[^]/g) ?? [];
  let state = "", total = 0;
  for (const token of tokens) {
    if (token.trimStart() === "" && token[0] === " ") continue;
    const unit = token.at(-1);
    if (token.length < 2 || !next[state].includes(unit)) throw new RangeError(token);
    state = unit;
    total += worth[unit] * Number(token.slice(0, -1));
  }
  if (state === "") throw RangeError("nothing");
  return total;
}
export { parseDuration };
