"""A notes service in one file: a page, a JSON API, and full-text search in SQLite."""

import json
import os
import re
import sqlite3
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# The index holds no text of its own: it is told by triggers what became of the notes, old words first.
SCHEMA = """
CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(title, body, content='notes', content_rowid='id');
CREATE TRIGGER IF NOT EXISTS added AFTER INSERT ON notes BEGIN
    INSERT INTO words (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER IF NOT EXISTS removed AFTER DELETE ON notes BEGIN
    INSERT INTO words (words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER IF NOT EXISTS changed AFTER UPDATE ON notes BEGIN
    INSERT INTO words (words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
    INSERT INTO words (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
"""
ALL = "SELECT * FROM notes ORDER BY id DESC"
ONE = "SELECT * FROM notes WHERE id = ?"
ADD = "INSERT INTO notes (title, body) VALUES (?, ?) RETURNING *"
CHANGE = "UPDATE notes SET title = ?, body = ? WHERE id = ? RETURNING *"
REMOVE = "DELETE FROM notes WHERE id = ? RETURNING *"
SEARCH = "SELECT * FROM notes WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?) ORDER BY id DESC"

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Notes</title>
<style>
  :root { --ink: #1f2430; --pale: #6b7280; --line: #e3e6ec; --tint: #2f6f5e; }
  * { box-sizing: border-box; }
  body { margin: 0; font: 16px/1.5 "Open Sans", system-ui, sans-serif; color: var(--ink); background: #f6f7f9; }
  main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; }
  h1 { margin: 0 0 1rem; font-size: 1.6rem; }
  input, textarea, button { font: inherit; border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .7rem; }
  input, textarea { width: 100%; background: #fff; margin-bottom: .6rem; }
  button { background: var(--tint); border-color: var(--tint); color: #fff; cursor: pointer; }
  button.plain { background: none; border: 0; color: var(--pale); padding: 0; font-size: .85rem; }
  form, article { background: #fff; border: 1px solid var(--line); border-radius: .8rem; padding: 1rem; margin-bottom: 1rem; }
  article h2 { margin: 0; font-size: 1.1rem; }
  article p { margin: .2rem 0 .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
  .empty { color: var(--pale); text-align: center; }
</style>
</head>
<body>
<main>
  <h1>Notes</h1>
  <form id="new">
    <input id="title" placeholder="Title" required>
    <textarea id="body" rows="3" placeholder="What is there to remember?"></textarea>
    <button>Add note</button>
  </form>
  <input id="search" type="search" placeholder="Search all notes" aria-label="Search">
  <section id="notes"></section>
</main>
<script>
  const place = (id) => document.getElementById(id);
  const made = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text }, more);

  async function show() {
    const typed = place("search").value.trim();
    const path = typed ? "/api/search?q=" + encodeURIComponent(typed) : "/api/notes";
    const notes = await (await fetch(path)).json();
    place("notes").replaceChildren(...notes.map(card));
    if (!notes.length) place("notes").append(made("p", typed ? "Nothing found" : "No notes yet", { className: "empty" }));
  }

  function card(note) {
    const article = document.createElement("article");
    const button = made("button", "Delete", { className: "plain", type: "button" });
    button.onclick = () => fetch("/api/notes/" + note.id, { method: "DELETE" }).then(show);
    article.append(made("h2", note.title), made("p", note.body), button);
    return article;
  }

  place("new").onsubmit = async (event) => {
    event.preventDefault();
    const note = { title: place("title").value, body: place("body").value };
    const answer = await fetch("/api/notes", { method: "POST", body: JSON.stringify(note) });
    if (answer.ok) place("new").reset();
    show();
  };
  place("search").oninput = show;
  show();
</script>
</body>
</html>
"""


def connect():
    connection = sqlite3.connect("notes.db")
    connection.row_factory = sqlite3.Row
    return connection


def notes(statement, *values):
    """The notes that a statement gives, also one that changes them."""
    connection = connect()
    try:
        with connection:
            return [dict(row) for row in connection.execute(statement, values).fetchall()]
    finally:
        connection.close()


def query(typed):
    """What somebody typed, as a query that asks for all of its words."""
    return " ".join(f'"{word}"' for word in re.findall(r"[^\W_]+", typed))


class Refused(Exception):
    """A request that is not carried out: its status, and why."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(self.get)

    def do_POST(self):
        self.answer(self.post)

    def do_PUT(self):
        self.answer(self.put)

    def do_DELETE(self):
        self.answer(self.delete)

    def answer(self, work):
        """Send what `work` gives for the path: a status and a value."""
        try:
            status, value = work(urlsplit(self.path).path)
        except Refused as refused:
            status, value = refused.args[0], {"error": refused.args[1]}
        is_page = isinstance(value, str)
        data = b"" if value is None else (value if is_page else json.dumps(value)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8" if is_page else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def get(self, path):
        if path == "/":
            return 200, PAGE
        if path == "/api/notes":
            return 200, notes(ALL)
        if path == "/api/search":
            typed = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
            asked = query(typed)
            return 200, notes(SEARCH, asked) if asked else []
        return 200, self.only(notes(ONE, self.note_id(path)))

    def post(self, path):
        if path != "/api/notes":
            raise Refused(404, "there is nothing here")
        return 201, notes(ADD, *self.sent())[0]

    def put(self, path):
        number = self.note_id(path)
        return 200, self.only(notes(CHANGE, *self.sent(), number))

    def delete(self, path):
        self.only(notes(REMOVE, self.note_id(path)))
        return 204, None

    def note_id(self, path):
        match = re.fullmatch(r"/api/notes/(\d{1,18})", path)
        if match is None:
            raise Refused(404, "there is nothing here")
        return int(match[1])

    def only(self, found):
        if not found:
            raise Refused(404, "there is no such note")
        return found[0]

    def sent(self):
        """The title and body in the body of a request."""
        try:
            given = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            title, body = given["title"], given.get("body", "")
            right = isinstance(title, str) and title.strip() and isinstance(body, str)
        except (ValueError, TypeError, KeyError):
            right = False
        if not right:
            raise Refused(400, "a note is an object with a title that is not blank, and a body")
        return title, body


def main():
    connection = connect()
    connection.executescript(SCHEMA)
    connection.close()
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()


main()
