import { readFileSync } from "node:fs";

const USUAL = 37;
const MARK = /^[\u0300-\u036f]$/u;
const WIDE = /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{1faff}]$/u;

const columns = (character) => (MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1);
const widthOf = (text) => [...text].reduce((sum, character) => sum + columns(character), 0);

function cut(text, width) {
  let kept = "";
  let used = 1;
  for (const character of text) {
    used += columns(character);
    if (used > width) break;
    kept += character;
  }
  return kept + "~";
}

function fit(text, width, place) {
  const shown = widthOf(text) > width ? cut(text, width) : text;
  const rest = width - widthOf(shown);
  const before = { front: 0, middle: Math.floor(rest / 2), back: rest }[place];
  return " ".repeat(before) + shown + " ".repeat(rest - before);
}

for (const line of readFileSync(0, "utf8").split("\n").slice(0, -1)) {
  const [, width, place, text] = /^(\d+) (\w+) (.*)$/u.exec(line);
  console.log(`|${fit(text, Number(width) || USUAL, place)}|`);
}
