import { readFileSync } from "node:fs";

const DEEPEST = 11;
const NAME = "(?!(?:each|if|lacks|else|end) *(?:[|]|$))[a-z]{1,12}";
const OPENING = new RegExp(`^(each|if|lacks) +(${NAME})$`);
const FILTER = "loud|pad +(?!0+(?![0-9]))[0-9]{1,2}|or +[^ |]+";
const VALUE = new RegExp(`^(${NAME}) *((?:\\| *(?:${FILTER}) *)*)$`);

class Wrong extends Error {
  constructor(line, word) {
    super(`line ${line} ${word}`);
  }
}

// Texts and tags by turns, a text first.
function piecesOf(line) {
  const pieces = [];
  let at = 0;
  for (;;) {
    const begin = line.indexOf("{{", at);
    if (begin < 0) return { pieces: [...pieces, line.slice(at)], unclosed: false };
    const end = line.indexOf("}}", begin + 2);
    if (end < 0) return { pieces, unclosed: true };
    pieces.push(line.slice(at, begin), line.slice(begin + 2, end).trim());
    at = end + 2;
  }
}

const isBlockTag = (tag) => tag === "else" || tag === "end" || OPENING.test(tag);

function parse(lines) {
  const root = { body: [] };
  const blocks = [root];
  const append = (node) => {
    const block = blocks.at(-1);
    (block.other ?? block.body).push(node);
  };

  function readTag(tag, line) {
    const opening = OPENING.exec(tag);
    const value = VALUE.exec(tag);
    if (tag === "else") {
      if (blocks.length === 1 || blocks.at(-1).other) throw new Wrong(line, "stray");
      blocks.at(-1).other = [];
    } else if (tag === "end") {
      if (blocks.length === 1) throw new Wrong(line, "stray");
      blocks.pop();
    } else if (opening) {
      if (blocks.length > DEEPEST) throw new Wrong(line, "deep");
      const block = { kind: opening[1], name: opening[2], body: [], line };
      append(block);
      blocks.push(block);
    } else if (value) {
      const filters = value[2].split("|").slice(1).map((filter) => filter.trim().split(/ +/));
      append({ kind: "value", name: value[1], filters });
    } else {
      throw new Wrong(line, "unknown");
    }
  }

  lines.forEach((line, index) => {
    const { pieces, unclosed } = piecesOf(line);
    const alone = pieces.length === 3 && isBlockTag(pieces[1]) && !(pieces[0] + pieces[2]).trim();
    pieces.forEach((piece, at) => {
      if (at % 2) readTag(piece, index + 1);
      else if (!alone) append(piece);
    });
    if (unclosed) throw new Wrong(index + 1, "unclosed");
    if (!alone) append("\n");
  });
  if (blocks.length > 1) throw new Wrong(blocks.at(-1).line, "open");
  return root.body;
}

function readData(lines) {
  const values = new Map();
  const lists = new Map();
  for (const line of lines) {
    const [, kind, name, text] = /^(\S+) (\S+) (.*)$/.exec(line);
    if (kind === "set") {
      values.set(name, text);
    } else {
      if (!lists.has(name)) lists.set(name, []);
      lists.get(name).push(new Map(text.split(";").map((field) => [field.split("=", 1)[0], field.slice(field.indexOf("=") + 1)])));
    }
  }
  return { values, lists };
}

function fill(nodes, { values, lists }) {
  const output = [];
  let missing = 0;

  // Scopes are maps, the outermost first.
  const find = (name, scopes) => scopes.findLast((scope) => scope.has(name))?.get(name);

  function filtered({ name, filters }, scopes) {
    let value = find(name, scopes);
    for (const [kind, word] of filters) {
      if (kind === "or") value = value || word;
      else if (kind === "loud") value = value?.toUpperCase();
      else value = value?.slice(0, Number(word)).padEnd(Number(word));
    }
    if (value === undefined) missing++;
    return value ?? `?${name}?`;
  }

  function render(nodes, scopes) {
    for (const node of nodes) {
      if (typeof node === "string") {
        output.push(node);
      } else if (node.kind === "value") {
        output.push(filtered(node, scopes));
      } else if (node.kind === "each") {
        const rows = lists.get(node.name) ?? [];
        rows.forEach((row, index) => {
          const counts = [["no", String(index + 1)], ["left", String(rows.length - index - 1)]];
          render(node.body, [...scopes, new Map([...row, ...counts])]);
        });
        if (!rows.length) render(node.other ?? [], scopes);
      } else {
        const value = find(node.name, scopes);
        const holds = value === undefined ? lists.has(node.name) : value !== "";
        render((holds === (node.kind === "if") ? node.body : node.other) ?? [], scopes);
      }
    }
  }

  render(nodes, [values]);
  const text = output.join("");
  return `${text}${text && !text.endsWith("\n") ? "\n" : ""}missing ${missing}\n`;
}

const lines = readFileSync(0, "utf8").split("\n").slice(0, -1);
const border = lines.indexOf("---");
try {
  process.stdout.write(fill(parse(lines.slice(border + 1)), readData(lines.slice(0, border))));
} catch (error) {
  if (!(error instanceof Wrong)) throw error;
  console.log(error.message);
}
