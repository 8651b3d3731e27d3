import { readFileSync } from "node:fs";

const DEEPEST = 11;
const KEY_WORDS = ["each", "if", "lacks", "else", "end"];

interface Value {
  kind: "value";
  name: string;
  filters: string[][];
}

interface Block {
  kind: "each" | "if" | "lacks";
  name: string;
  line: number;
  body: Node[];
  other: Node[] | null;
}

type Node = string | Value | Block;
type Tag = Value | Omit<Block, "line" | "body" | "other"> | { kind: "else" | "end" };
type Scope = Map<string, string>;

class Wrong extends Error {
  constructor(line: number, word: string) {
    super(`line ${line} ${word}`);
  }
}

const isName = (word: string): boolean => /^[a-z]{1,12}$/.test(word) && !KEY_WORDS.includes(word);

function isFilter([kind, word, ...more]: string[]): boolean {
  if (more.length) return false;
  if (kind === "loud") return word === undefined;
  if (kind === "pad") return /^[0-9]{1,2}$/.test(word ?? "") && Number(word) > 0;
  return kind === "or" && word !== undefined;
}

function readTag(text: string): Tag | null {
  const [head, ...filters] = text.split("|").map((part) => part.split(" ").filter(Boolean));
  const [first, second] = head;
  if (head.length === 1 && isName(first)) {
    return filters.every(isFilter) ? { kind: "value", name: first, filters } : null;
  }
  if (filters.length) return null;
  if (head.length === 1 && (first === "else" || first === "end")) return { kind: first };
  if (head.length === 2 && (first === "each" || first === "if" || first === "lacks") && isName(second)) {
    return { kind: first, name: second };
  }
  return null;
}

class Parser {
  readonly root: Node[] = [];
  private readonly blocks: Block[] = [];

  append(node: Node): void {
    const block = this.blocks.at(-1);
    (block ? block.other ?? block.body : this.root).push(node);
  }

  readLine(line: string, number: number): void {
    const parts = line.split(/(\{\{.*?\}\})/);
    const tags = parts.filter((_, at) => at % 2).map((part) => readTag(part.slice(2, -2)));
    const alone = tags.length === 1 && tags[0] !== null && tags[0].kind !== "value" && !(parts[0] + parts[2]).trim();
    parts.forEach((part, at) => {
      if (at % 2) this.take(tags[(at - 1) / 2], number);
      else if (!alone) this.append(part);
    });
    if (parts[parts.length - 1].includes("{{")) throw new Wrong(number, "unclosed");
    if (!alone) this.append("\n");
  }

  end(): void {
    const block = this.blocks.at(-1);
    if (block) throw new Wrong(block.line, "open");
  }

  private take(tag: Tag | null, line: number): void {
    if (!tag) throw new Wrong(line, "unknown");
    const block = this.blocks.at(-1);
    switch (tag.kind) {
      case "value":
        this.append(tag);
        break;
      case "else":
        if (!block || block.other) throw new Wrong(line, "stray");
        block.other = [];
        break;
      case "end":
        if (!block) throw new Wrong(line, "stray");
        this.blocks.pop();
        break;
      default: {
        if (this.blocks.length === DEEPEST) throw new Wrong(line, "deep");
        const opened: Block = { ...tag, line, body: [], other: null };
        this.append(opened);
        this.blocks.push(opened);
      }
    }
  }
}

class Letter {
  missing = 0;
  private readonly values: Scope = new Map();
  private readonly lists = new Map<string, Scope[]>();

  constructor(lines: string[]) {
    for (const line of lines) {
      const [, kind, name, text] = /^(\S+) (\S+) (.*)$/.exec(line)!;
      if (kind === "set") {
        this.values.set(name, text);
        continue;
      }
      const row: Scope = new Map();
      for (const field of text.split(";")) {
        const at = field.indexOf("=");
        row.set(field.slice(0, at), field.slice(at + 1));
      }
      this.lists.set(name, [...(this.lists.get(name) ?? []), row]);
    }
  }

  render(nodes: Node[], rows: Scope[] = []): string {
    return nodes.map((node) => this.renderNode(node, rows)).join("");
  }

  private renderNode(node: Node, rows: Scope[]): string {
    if (typeof node === "string") return node;
    if (node.kind === "value") return this.filtered(node, rows);
    const list = this.lists.get(node.name) ?? [];
    if (node.kind === "each" && list.length) {
      return list.map((row, at) => this.render(node.body, [...rows, counted(row, at, list.length)])).join("");
    }
    const value = this.find(node.name, rows);
    const holds = value === undefined ? list.length > 0 : value !== "";
    const wanted = node.kind !== "each" && holds === (node.kind === "if");
    return this.render(wanted ? node.body : node.other ?? [], rows);
  }

  private find(name: string, rows: Scope[]): string | undefined {
    for (let at = rows.length - 1; at >= 0; at--) {
      if (rows[at].has(name)) return rows[at].get(name);
    }
    return this.values.get(name);
  }

  private filtered({ name, filters }: Value, rows: Scope[]): string {
    let value = this.find(name, rows);
    for (const [kind, word] of filters) {
      if (kind === "or") value = value || word;
      else if (kind === "loud") value = value?.toUpperCase();
      else value = value?.slice(0, Number(word)).padEnd(Number(word));
    }
    if (value !== undefined) return value;
    this.missing++;
    return `?${name}?`;
  }
}

function counted(row: Scope, at: number, count: number): Scope {
  return new Map([...row, ["no", String(at + 1)], ["left", String(count - at - 1)]]);
}

const lines = readFileSync(0, "utf8").split("\n").slice(0, -1);
const border = lines.indexOf("---");
try {
  const parser = new Parser();
  lines.slice(border + 1).forEach((line, index) => parser.readLine(line, index + 1));
  parser.end();
  const letter = new Letter(lines.slice(0, border));
  const text = letter.render(parser.root);
  process.stdout.write(`${text}${text && !text.endsWith("\n") ? "\n" : ""}missing ${letter.missing}\n`);
} catch (error) {
  if (!(error instanceof Wrong)) throw error;
  console.log(error.message);
}
