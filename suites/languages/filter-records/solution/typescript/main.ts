import { readFileSync } from "node:fs";

const DEEPEST = 13;

type Truth = boolean | null;
type Fields = Map<string, string>;
type Condition = (fields: Fields) => Truth;
type Kind = "sign" | "quoted" | "word" | "key" | "bad" | "end";

interface Part {
  kind: Kind;
  text: string;
  position: number;
}

class Wrong extends Error {
  constructor(readonly position: number) {
    super();
  }
}

const SIGNS = ["=", "!=", "<", "<=", ">", ">=", "~"];
const KEY_WORDS = ["and", "or", "not", "in"];

const negated = (a: Truth): Truth => (a === null ? null : !a);
const both = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === null || b === null ? null : true);
const either = (a: Truth, b: Truth): Truth => negated(both(negated(a), negated(b)));

const isNumber = (text: string) => /^-?[0-9]{1,15}$/.test(text);

function compare(sign: string, mine: string, theirs: string): Truth {
  if (sign === "~") return mine.includes(theirs);
  if (!isNumber(mine) || !isNumber(theirs)) {
    return sign === "=" ? mine === theirs : sign === "!=" ? mine !== theirs : null;
  }
  const difference = Number(mine) - Number(theirs);
  if (sign === "=") return difference === 0;
  if (sign === "!=") return difference !== 0;
  return (sign[0] === "<" ? difference < 0 : difference > 0) || (sign.length === 2 && difference === 0);
}

function split(text: string): Part[] {
  const parts: Part[] = [];
  const pattern = /([!<>]=|[(),=<>~])|'((?:[^']|'')*)'(?!')|([\w.-]+)|[^ ]/g;
  for (const match of text.matchAll(pattern)) {
    const [whole, sign, quoted, word] = match;
    let kind: Kind = "bad";
    if (sign !== undefined) kind = "sign";
    else if (quoted !== undefined) kind = "quoted";
    else if (word !== undefined) kind = KEY_WORDS.includes(word) ? "key" : "word";
    parts.push({ kind, text: quoted?.replaceAll("''", "'") ?? whole, position: match.index + 1 });
  }
  parts.push({ kind: "end", text: "", position: text.length + 1 });
  return parts;
}

class Parser {
  private readonly parts: Part[];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.parts = split(text);
  }

  whole(): Condition {
    const result = this.condition();
    this.expect(this.parts[this.at].kind === "end");
    return result;
  }

  private is(kind: Kind, text: string): boolean {
    const part = this.parts[this.at];
    return part.kind === kind && part.text === text;
  }

  private accept(kind: Kind, text: string): boolean {
    const fits = this.is(kind, text);
    if (fits) this.at++;
    return fits;
  }

  private expect(holds: boolean): void {
    if (!holds) throw new Wrong(this.parts[this.at].position);
  }

  private condition(): Condition {
    const parts = [this.conjunction()];
    while (this.accept("key", "or")) parts.push(this.conjunction());
    return (fields) => parts.map((part) => part(fields)).reduce(either);
  }

  private conjunction(): Condition {
    const parts = [this.factor()];
    while (this.accept("key", "and")) parts.push(this.factor());
    return (fields) => parts.map((part) => part(fields)).reduce(both);
  }

  private factor(): Condition {
    if (this.accept("key", "not")) {
      const inner = this.factor();
      return (fields) => negated(inner(fields));
    }
    if (!this.is("sign", "(")) return this.test();
    this.expect(this.depth < DEEPEST);
    this.at++;
    this.depth++;
    const inner = this.condition();
    this.expect(this.accept("sign", ")"));
    this.depth--;
    return inner;
  }

  private test(): Condition {
    const { kind, text: name } = this.parts[this.at];
    this.expect(kind === "word" && /^[a-z]{1,10}$/.test(name));
    this.at++;
    const next = this.parts[this.at];
    if (next.kind === "sign" && SIGNS.includes(next.text)) {
      this.at++;
      const value = this.value();
      return (fields) => (fields.has(name) ? compare(next.text, fields.get(name)!, value) : null);
    }
    if (!this.accept("key", "in")) return (fields) => fields.has(name);
    this.expect(this.accept("sign", "("));
    const values = [this.value()];
    while (this.accept("sign", ",")) values.push(this.value());
    this.expect(this.accept("sign", ")"));
    return (fields) => (fields.has(name) ? values.some((value) => compare("=", fields.get(name)!, value)) : null);
  }

  private value(): string {
    const { kind, text } = this.parts[this.at];
    this.expect(kind === "word" || kind === "quoted");
    this.at++;
    return text;
  }
}

const records: { id: string; fields: Fields }[] = [];
const out: string[] = [];
for (const line of readFileSync(0, "utf8").split("\n")) {
  const space = line.indexOf(" ");
  if (line.startsWith("record ")) {
    const [id, ...fields] = line.slice(space + 1).split(" ");
    records.push({ id, fields: new Map(fields.map((field) => field.split("=") as [string, string])) });
  } else if (line) {
    try {
      const condition = new Parser(line.slice(space + 1)).whole();
      const ids = records.filter(({ fields }) => condition(fields) === true).map(({ id }) => id);
      out.push(ids.join(" ") || "nothing");
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      out.push(`error ${error.position}`);
    }
  }
}
process.stdout.write(out.map((line) => line + "\n").join(""));
