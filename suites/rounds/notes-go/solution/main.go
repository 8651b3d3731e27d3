// A notes service in one binary: a page, a JSON API, and full-text search in SQLite.
package main

import (
	"database/sql"
	_ "embed"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"unicode"

	_ "modernc.org/sqlite"
)

//go:embed index.html
var page []byte

// The index holds no text of its own: it is told by triggers what became of the notes, old words first.
const schema = `
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
END;`

const (
	all    = "SELECT id, title, body FROM notes ORDER BY id DESC"
	one    = "SELECT id, title, body FROM notes WHERE id = ?"
	add    = "INSERT INTO notes (title, body) VALUES (?, ?) RETURNING id, title, body"
	change = "UPDATE notes SET title = ?, body = ? WHERE id = ? RETURNING id, title, body"
	remove = "DELETE FROM notes WHERE id = ? RETURNING id, title, body"
	search = "SELECT id, title, body FROM notes WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?) ORDER BY id DESC"
)

type note struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
	Body  string `json:"body"`
}

type service struct{ db *sql.DB }

// check ends the request, or the start, where the database fails: there is nothing that could be answered.
func check(err error) {
	if err != nil {
		panic(err)
	}
}

// notes are those that a statement gives, also one that changes them.
func (s service) notes(statement string, values ...any) []note {
	rows, err := s.db.Query(statement, values...)
	check(err)
	defer rows.Close()
	found := []note{}
	for rows.Next() {
		var n note
		check(rows.Scan(&n.ID, &n.Title, &n.Body))
		found = append(found, n)
	}
	check(rows.Err())
	return found
}

func reply(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value)
}

func refuse(w http.ResponseWriter, status int, why string) {
	reply(w, status, map[string]string{"error": why})
}

// replyOne answers with the only note of a list, or that there is none.
func replyOne(w http.ResponseWriter, status int, found []note) {
	if len(found) == 0 {
		refuse(w, http.StatusNotFound, "there is no such note")
		return
	}
	reply(w, status, found[0])
}

// received is the note in a request's body; what cannot be one is refused.
func received(w http.ResponseWriter, r *http.Request) (note, bool) {
	var n note
	if json.NewDecoder(r.Body).Decode(&n) != nil || strings.TrimSpace(n.Title) == "" {
		refuse(w, http.StatusBadRequest, "a note is an object with a title that is not blank, and a body")
		return n, false
	}
	return n, true
}

// words are those of what somebody typed, as a query that asks for all of them.
func words(typed string) string {
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	var quoted []string
	for _, word := range strings.FieldsFunc(typed, apart) {
		quoted = append(quoted, `"`+word+`"`)
	}
	return strings.Join(quoted, " ")
}

func (s service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(page)
	})
	mux.HandleFunc("GET /api/notes", func(w http.ResponseWriter, r *http.Request) {
		reply(w, http.StatusOK, s.notes(all))
	})
	mux.HandleFunc("POST /api/notes", func(w http.ResponseWriter, r *http.Request) {
		if n, ok := received(w, r); ok {
			replyOne(w, http.StatusCreated, s.notes(add, n.Title, n.Body))
		}
	})
	mux.HandleFunc("GET /api/notes/{id}", func(w http.ResponseWriter, r *http.Request) {
		replyOne(w, http.StatusOK, s.notes(one, r.PathValue("id")))
	})
	mux.HandleFunc("PUT /api/notes/{id}", func(w http.ResponseWriter, r *http.Request) {
		if n, ok := received(w, r); ok {
			replyOne(w, http.StatusOK, s.notes(change, n.Title, n.Body, r.PathValue("id")))
		}
	})
	mux.HandleFunc("DELETE /api/notes/{id}", func(w http.ResponseWriter, r *http.Request) {
		if len(s.notes(remove, r.PathValue("id"))) == 0 {
			replyOne(w, http.StatusOK, nil)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("GET /api/search", func(w http.ResponseWriter, r *http.Request) {
		found := []note{}
		if asked := words(r.FormValue("q")); asked != "" {
			found = s.notes(search, asked)
		}
		reply(w, http.StatusOK, found)
	})
	return mux
}

func main() {
	db, err := sql.Open("sqlite", "file:notes.db?_pragma=busy_timeout(5000)")
	check(err)
	_, err = db.Exec(schema)
	check(err)
	check(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), service{db}.routes()))
}
