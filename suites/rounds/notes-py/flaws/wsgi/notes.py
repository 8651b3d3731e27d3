import html
import json
import os
import re
import sqlite3
from string import Template
from wsgiref.simple_server import WSGIRequestHandler, make_server

PAGE = Template("""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>$name</title></head>
<body><h1>$name</h1>
<form id="f"><input name="title"><textarea name="body"></textarea><button>Add</button></form>
<input id="q"><ul id="list">$items</ul>
<script>
const list = document.getElementById("list");
async function load(path) {
  const notes = await (await fetch(path)).json();
  list.replaceChildren(...notes.map(n => { const li = document.createElement("li"); li.textContent = n.title + " " + n.body;
    li.ondblclick = () => fetch("/api/notes/" + n.id, {method: "DELETE"}).then(() => load("/api/notes")); return li; }));
}
document.getElementById("q").oninput = (e) => load(e.target.value.trim() ? "/api/search?q=" + encodeURIComponent(e.target.value) : "/api/notes");
document.getElementById("f").onsubmit = (e) => { e.preventDefault();
  fetch("/api/notes", {method: "POST", body: JSON.stringify(Object.fromEntries(new FormData(e.target)))}).then(() => load("/api/notes")); };
</script></body></html>""")

db = sqlite3.connect("notes.db", isolation_level=None)
db.execute("create table if not exists note (id integer primary key, title text, body text)")
db.execute("create virtual table if not exists note_index using fts5(title, body)")


def as_dict(row):
    return {"id": row[0], "title": row[1], "body": row[2]}


def parse(environ):
    size = int(environ.get("CONTENT_LENGTH") or 0)
    try:
        data = json.loads(environ["wsgi.input"].read(size).decode("utf-8"))
    except ValueError:
        return None
    if not isinstance(data, dict) or not isinstance(data.get("title"), str) or not data["title"].strip():
        return None
    return data["title"], str(data.get("body") or "")


def save(number, note):
    db.execute("begin")
    if number is None:
        number = db.execute("insert into note (title, body) values (?, ?)", note).lastrowid
    else:
        db.execute("update note set title = ?, body = ? where id = ?", (*note, number))
        db.execute("delete from note_index where rowid = ?", (number,))
    db.execute("insert into note_index (rowid, title, body) values (?, ?, ?)", (number, *note))
    db.execute("commit")
    return {"id": number, "title": note[0], "body": note[1]}


def app(environ, start_response):
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]

    def send(status, value=None, kind="application/json"):
        body = b"" if value is None else (value if isinstance(value, str) else json.dumps(value)).encode()
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]

    every = [as_dict(row) for row in db.execute("select id, title, body from note order by id desc")]
    if path == "/":
        items = "".join(f"<li>{html.escape(n['title'])} {html.escape(n['body'])}</li>" for n in every)
        return send("200 OK", PAGE.safe_substitute(name="Notes", items=items), "text/html")
    if path == "/api/notes" and method == "GET":
        return send("200 OK", every)
    if path == "/api/search":
        from urllib.parse import parse_qs

        words = re.findall(r"[^\W_]+", parse_qs(environ.get("QUERY_STRING", "")).get("q", [""])[0])
        if not words:
            return send("200 OK", [])
        match = " AND ".join('"' + word + '"' for word in words)
        rows = db.execute("select rowid, title, body from note_index where note_index match ? order by rank", (match,))
        return send("200 OK", [as_dict(row) for row in rows])
    if path == "/api/notes" and method == "POST":
        note = parse(environ)
        return send("201 Created", save(None, note)) if note else send("400 Bad Request", {"error": "title?"})
    single = re.fullmatch(r"/api/notes/(\d+)", path)
    number = int(single[1]) if single else 0
    found = next((note for note in every if note["id"] == number), None)
    if not single or found is None:
        return send("404 Not Found", {"error": "not found"})
    if method == "PUT":
        note = parse(environ)
        return send("200 OK", save(number, note)) if note else send("400 Bad Request", {"error": "title?"})
    if method == "DELETE":
        db.execute("delete from note_index where rowid = ?", (number,))
        db.execute("delete from note where id = ?", (number,))
        return send("204 No Content")
    return send("200 OK", found)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


with make_server("127.0.0.1", int(os.environ.get("PORT", 8080)), app, handler_class=Quiet) as server:
    server.serve_forever()
