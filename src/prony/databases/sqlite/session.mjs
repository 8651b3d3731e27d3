// One session with a SQLite database: statements in, the last rows out, as one line of JSON.
// Numbers travel as texts, so that none is rounded: {i: integer}, {r: real}, {b: blob}.
import { constants, DatabaseSync } from "node:sqlite";
import { copyFileSync, existsSync, readFileSync, writeSync } from "node:fs";

const { SQLITE_ATTACH, SQLITE_DENY, SQLITE_OK } = constants;
const job = JSON.parse(readFileSync(0, "utf8"));
let file = `/work/${job.name}.db`;
if (job.undone) {
  for (const part of ["", "-wal", "-journal"]) {
    if (existsSync(file + part)) copyFileSync(file + part, `/tmp/undone.db${part}`);
  }
  file = "/tmp/undone.db";
}

const database = new DatabaseSync(file, {
  allowExtension: false,
  enableForeignKeyConstraints: false,
  enableDoubleQuotedStringLiterals: true,
});
database.enableDefensive(true);
database.setAuthorizer((action, name) =>
  action === SQLITE_ATTACH && name !== ":memory:" && name !== "" ? SQLITE_DENY : SQLITE_OK);

let size = 0;
function encoded(value) {
  if (value === null) return null;
  if (typeof value === "bigint") return { i: String(value) };
  if (typeof value === "number") return { r: String(value) };
  if (typeof value === "string") return value;
  return { b: Buffer.from(value).toString("hex") };
}

function rowsOf(statement) {
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const rows = [];
  for (const row of statement.iterate()) {
    const cells = row.map(encoded);
    for (const cell of cells) {
      size += cell === null ? 4 : typeof cell === "string" ? cell.length : Object.values(cell)[0].length;
      if (typeof cell === "string" && !cell.isWellFormed()) throw new Error("a text that is not UTF-8");
    }
    if (size > job.most_bytes) {
      say({ much: true });
      process.exit(0);
    }
    rows.push(cells);
  }
  return rows;
}

function say(answer) {
  const data = Buffer.from(JSON.stringify(answer) + "\n");
  for (let at = 0; at < data.length;) at += writeSync(1, data, at);
}

let table = null;
for (const { text, line } of job.statements) {
  try {
    const statement = database.prepare(text);
    const columns = statement.columns();
    if (columns.length) table = { columns: columns.map(({ name }) => name), rows: rowsOf(statement) };
    else statement.run();
  } catch (error) {
    say({ code: error.errcode ?? 0, message: String(error.message), line });
    process.exit(0);
  }
}
database.close();
say({ table });
