import { readFileSync } from "node:fs";

const END = 750000;

// Pieces of equal positions, in order; each reaches to where the next one starts.
const pieces = [
  { start: 1, label: "", sealed: false },
  { start: END + 1, label: "", sealed: false },
];

/** The index of the last piece that starts at or before a position. */
function find(position) {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle].start <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cut(start) {
  const at = find(start);
  if (pieces[at].start === start) return at;
  pieces.splice(at + 1, 0, { ...pieces[at], start });
  return at + 1;
}

function range(first, last) {
  if (first > END) return [0, 0];
  const begin = cut(first);
  return [begin, cut(Math.min(last, END) + 1)];
}

function change(first, last, apply) {
  const [begin, end] = range(first, last);
  for (let at = begin; at < end; at++) apply(pieces[at]);
}

function runs(first, last) {
  const [begin, end] = range(first, last);
  const found = [];
  for (let at = begin; at < end; at++) {
    const { start, label } = pieces[at];
    const stop = pieces[at + 1].start - 1;
    const previous = found.at(-1);
    if (previous?.label === label) previous.stop = stop;
    else found.push({ start, stop, label });
  }
  return found.filter(({ label }) => label !== "").map(({ start, stop, label }) => `${start} ${stop} ${label}`);
}

const output = [];
for (const line of readFileSync(0, "utf8").split("\n")) {
  const words = line.split(" ");
  const [first, last] = [Number(words[1]), Number(words[2])];
  switch (words[0]) {
    case "dye":
    case "wipe":
      change(first, last, (piece) => {
        if (!piece.sealed) piece.label = words[3] ?? "";
      });
      break;
    case "seal":
    case "unseal":
      change(first, last, (piece) => {
        piece.sealed = words[0] === "seal";
      });
      break;
    case "at":
      output.push(pieces[find(first)].label || "bare");
      break;
    case "total": {
      let total = 0;
      for (let at = 0; at + 1 < pieces.length; at++) {
        if (pieces[at].label === words[1]) total += pieces[at + 1].start - pieces[at].start;
      }
      output.push(String(total));
      break;
    }
    case "runs": {
      const lines = runs(first, last);
      output.push(...(lines.length ? lines : ["bare"]));
      break;
    }
  }
}
process.stdout.write(output.map((line) => line + "\n").join(""));
