package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"

	_ "modernc.org/sqlite"
)

const page = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>My notes</title>
<style>body{font-family:sans-serif;margin:2em}li{margin:.5em 0}</style></head>
<body><h1>My notes</h1>
<input id="t" placeholder="title"><input id="b" placeholder="body"><button onclick="add()">Add</button>
<p><input id="q" placeholder="search" oninput="load()"></p><ul id="l"></ul>
<script>
async function load() {
  const q = document.getElementById('q').value;
  const notes = await fetch(q.trim() ? '/api/search?q=' + encodeURIComponent(q) : '/api/notes').then(r => r.json());
  const list = document.getElementById('l');
  list.textContent = '';
  for (const n of notes) {
    const li = document.createElement('li');
    li.textContent = n.title + ': ' + n.body + ' ';
    const x = document.createElement('button');
    x.textContent = 'x';
    x.onclick = () => fetch('/api/notes/' + n.id, {method: 'DELETE'}).then(load);
    li.append(x);
    list.append(li);
  }
}
async function add() {
  await fetch('/api/notes', {method: 'POST', headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({title: document.getElementById('t').value, body: document.getElementById('b').value})});
  load();
}
load();
</script></body></html>`

type Note struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
	Body  string `json:"body"`
}

var db *sql.DB

func initDB() error {
	var err error
	if db, err = sql.Open("sqlite", "notes.db"); err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	for _, statement := range []string{
		"PRAGMA journal_mode = WAL",
		"CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, title TEXT, body TEXT)",
		"CREATE VIRTUAL TABLE IF NOT EXISTS notes_fts USING fts5(title, body)",
	} {
		if _, err = db.Exec(statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

func writeJSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(code)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Println(err)
	}
}

func fail(w http.ResponseWriter, code int, message string) {
	writeJSON(w, code, map[string]any{"error": message, "code": code})
}

func tx(do func(tx *sql.Tx) error) error {
	t, err := db.Begin()
	if err != nil {
		return err
	}
	if err := do(t); err != nil {
		t.Rollback()
		return err
	}
	return t.Commit()
}

func list(query string, args ...any) ([]Note, error) {
	rows, err := db.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	notes := make([]Note, 0)
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Title, &n.Body); err != nil {
			return nil, err
		}
		notes = append(notes, n)
	}
	return notes, rows.Err()
}

func index(tx *sql.Tx, n Note) error {
	if _, err := tx.Exec("DELETE FROM notes_fts WHERE rowid = ?", n.ID); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO notes_fts (rowid, title, body) VALUES (?, ?, ?)", n.ID, n.Title, n.Body)
	return err
}

func decode(r *http.Request) (Note, error) {
	var in struct {
		Title *string `json:"title"`
		Body  string  `json:"body"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, 1<<20)).Decode(&in); err != nil {
		return Note{}, err
	}
	if in.Title == nil || strings.TrimSpace(*in.Title) == "" {
		return Note{}, errors.New("title is required")
	}
	return Note{Title: *in.Title, Body: in.Body}, nil
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

func notesHandler(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		notes, err := list("SELECT id, title, body FROM notes ORDER BY id DESC")
		if err != nil {
			fail(w, 500, err.Error())
			return
		}
		writeJSON(w, 200, notes)
	case http.MethodPost:
		n, err := decode(r)
		if err != nil {
			fail(w, 400, err.Error())
			return
		}
		err = tx(func(t *sql.Tx) error {
			res, err := t.Exec("INSERT INTO notes (title, body) VALUES (?, ?)", n.Title, n.Body)
			if err != nil {
				return err
			}
			if n.ID, err = res.LastInsertId(); err != nil {
				return err
			}
			return index(t, n)
		})
		if err != nil {
			fail(w, 500, err.Error())
			return
		}
		writeJSON(w, 201, n)
	default:
		fail(w, 405, "method not allowed")
	}
}

func noteHandler(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(strings.TrimPrefix(r.URL.Path, "/api/notes/"), 10, 64)
	if err != nil {
		fail(w, 404, "not found")
		return
	}
	found, err := list("SELECT id, title, body FROM notes WHERE id = ?", id)
	if err != nil {
		fail(w, 500, err.Error())
		return
	}
	if r.Method == http.MethodPut {
		n, err := decode(r)
		if err != nil {
			fail(w, 400, err.Error())
			return
		}
		if len(found) == 0 {
			fail(w, 404, "not found")
			return
		}
		n.ID = id
		err = tx(func(t *sql.Tx) error {
			if _, err := t.Exec("UPDATE notes SET title = ?, body = ? WHERE id = ?", n.Title, n.Body, id); err != nil {
				return err
			}
			return index(t, n)
		})
		if err != nil {
			fail(w, 500, err.Error())
			return
		}
		writeJSON(w, 200, n)
		return
	}
	if len(found) == 0 {
		fail(w, 404, "not found")
		return
	}
	switch r.Method {
	case http.MethodGet:
		writeJSON(w, 200, found[0])
	case http.MethodDelete:
		err = tx(func(t *sql.Tx) error {
			if _, err := t.Exec("DELETE FROM notes_fts WHERE rowid = ?", id); err != nil {
				return err
			}
			_, err := t.Exec("DELETE FROM notes WHERE id = ?", id)
			return err
		})
		if err != nil {
			fail(w, 500, err.Error())
			return
		}
		w.WriteHeader(204)
	default:
		fail(w, 405, "method not allowed")
	}
}

func searchHandler(w http.ResponseWriter, r *http.Request) {
	found := word.FindAllString(r.URL.Query().Get("q"), -1)
	if len(found) == 0 {
		writeJSON(w, 200, []Note{})
		return
	}
	for i, one := range found {
		found[i] = strconv.Quote(one)
	}
	notes, err := list("SELECT n.id, n.title, n.body FROM notes_fts JOIN notes n ON n.id = notes_fts.rowid WHERE notes_fts MATCH ? ORDER BY rank", strings.Join(found, " AND "))
	if err != nil {
		fail(w, 500, err.Error())
		return
	}
	writeJSON(w, 200, notes)
}

func main() {
	if err := initDB(); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, page)
	})
	http.HandleFunc("/api/notes", notesHandler)
	http.HandleFunc("/api/notes/", noteHandler)
	http.HandleFunc("/api/search", searchHandler)
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	log.Printf("listening on %s", port)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, nil))
}
