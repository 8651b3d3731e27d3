package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"html/template"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode"

	_ "modernc.org/sqlite"
)

var page = template.Must(template.New("page").Parse(`<html lang="en">
<head><title>{{.Name}}</title></head>
<body>
<h1>{{.Name}}</h1>
<form onsubmit="send(event)"><input name="title"><textarea name="body"></textarea><button>Save</button></form>
<ul>{{range .Notes}}<li>{{.Title}}: {{.Body}} <a href="#" onclick="drop({{.ID}})">delete</a></li>{{else}}<li>nothing yet</li>{{end}}</ul>
<script>
function send(event) {
  event.preventDefault();
  const note = Object.fromEntries(new FormData(event.target));
  fetch("/api/notes", {method: "POST", body: JSON.stringify(note)}).then(() => location.reload());
}
function drop(id) { fetch("/api/notes/" + id, {method: "DELETE"}).then(() => location.reload()); }
</script>
</body>
</html>`))

type Note struct {
	ID      int64  `json:"id"`
	Title   string `json:"title"`
	Body    string `json:"body"`
	Changed int64  `json:"changed"`
}

type Store struct {
	mu sync.Mutex
	db *sql.DB
}

func open() (*Store, error) {
	db, err := sql.Open("sqlite", "./notes.db")
	if err != nil {
		return nil, err
	}
	_, err = db.Exec(`
		create table if not exists notes (id integer primary key autoincrement, title text, body text, changed integer);
		create virtual table if not exists search using fts5(text, tokenize = 'unicode61');
	`)
	return &Store{db: db}, err
}

// rebuild makes the index anew after each change: slow with many notes, and never out of step.
func (s *Store) rebuild() error {
	_, err := s.db.Exec(`delete from search; insert into search (rowid, text) select id, title || char(10) || body from notes`)
	return err
}

func (s *Store) find(where string, args ...any) ([]Note, error) {
	rows, err := s.db.Query("select id, title, body, changed from notes "+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	notes := []Note{}
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Title, &n.Body, &n.Changed); err != nil {
			return nil, err
		}
		notes = append(notes, n)
	}
	return notes, rows.Err()
}

type app struct{ store *Store }

func (a app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.store.mu.Lock()
	defer a.store.mu.Unlock()
	status, value, err := a.answer(r)
	if err != nil {
		status, value = 500, map[string]string{"error": err.Error()}
	}
	if r.URL.Path == "/" {
		notes, _ := a.store.find("order by id desc")
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		page.Execute(w, map[string]any{"Name": "Notebook", "Notes": notes})
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if value != nil {
		data, _ := json.MarshalIndent(value, "", "  ")
		w.Write(data)
	}
}

func (a app) answer(r *http.Request) (int, any, error) {
	path := strings.TrimSuffix(r.URL.Path, "/")
	id, single := strings.CutPrefix(path, "/api/notes/")
	missing := map[string]string{"error": "no such note"}
	switch {
	case r.Method == "GET" && path == "/api/search":
		words := strings.FieldsFunc(r.URL.Query().Get("q"), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) })
		if len(words) == 0 {
			return 200, []Note{}, nil
		}
		notes, err := a.store.find("where id in (select rowid from search(?))", `"`+strings.Join(words, `" "`)+`"`)
		return 200, notes, err
	case r.Method == "GET" && path == "/api/notes":
		notes, err := a.store.find("order by id desc")
		return 200, notes, err
	case r.Method == "POST" && path == "/api/notes", r.Method == "PUT" && single:
		var given map[string]any
		if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
			return 400, map[string]string{"error": err.Error()}, nil
		}
		title, ok := given["title"].(string)
		if !ok || strings.TrimSpace(title) == "" {
			return 400, map[string]string{"error": "a title is needed"}, nil
		}
		body, _ := given["body"].(string)
		status := 200
		if single {
			if _, err := a.store.db.Exec("update notes set title = ?, body = ?, changed = ? where id = ?", title, body, time.Now().Unix(), id); err != nil {
				return 0, nil, err
			}
		} else {
			made, err := a.store.db.Exec("insert into notes (title, body, changed) values (?, ?, ?)", title, body, time.Now().Unix())
			if err != nil {
				return 0, nil, err
			}
			last, _ := made.LastInsertId()
			id, status = jsonNumber(last), 201
		}
		if err := a.store.rebuild(); err != nil {
			return 0, nil, err
		}
		notes, err := a.store.find("where id = ?", id)
		if len(notes) == 0 {
			return 404, missing, err
		}
		return status, notes[0], err
	case r.Method == "GET" && single:
		notes, err := a.store.find("where id = ?", id)
		if len(notes) == 0 {
			return 404, missing, err
		}
		return 200, notes[0], err
	case r.Method == "DELETE" && single:
		gone, err := a.store.db.Exec("delete from notes where id = ?", id)
		if err != nil {
			return 0, nil, err
		}
		if n, _ := gone.RowsAffected(); n == 0 {
			return 404, missing, nil
		}
		return 204, nil, a.store.rebuild()
	}
	return 404, map[string]string{"error": "nothing here"}, nil
}

func jsonNumber(n int64) string {
	data, _ := json.Marshal(n)
	return string(data)
}

func main() {
	store, err := open()
	if err != nil {
		panic(err)
	}
	server := &http.Server{Addr: "127.0.0.1:" + os.Getenv("PORT"), Handler: app{store}}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	go server.ListenAndServe()
	<-stop.Done()
	server.Shutdown(context.Background())
	store.db.Close()
}
