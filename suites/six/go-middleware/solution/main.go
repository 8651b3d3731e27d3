// Command station serves the readings of a weather station over HTTP.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	limitRequests = 10
	limitWindow   = time.Second
)

// Reading is one measured temperature.
type Reading struct {
	ID      int     `json:"id"`
	Celsius float64 `json:"celsius"`
}

// Station keeps readings in memory.
type Station struct {
	mu       sync.RWMutex
	readings []Reading
	nextID   int
}

// NewStation returns a station without readings.
func NewStation() *Station {
	return &Station{nextID: 1}
}

// Add keeps a reading.
func (s *Station) Add(celsius float64) Reading {
	s.mu.Lock()
	defer s.mu.Unlock()
	reading := Reading{ID: s.nextID, Celsius: celsius}
	s.nextID++
	s.readings = append(s.readings, reading)
	return reading
}

// All returns a copy of the readings, the oldest first.
func (s *Station) All() []Reading {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return append([]Reading{}, s.readings...)
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value)
}

// handleHealth says that the server is there.
func (s *Station) handleHealth(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "ok")
}

// handleReadings lists the readings (GET), or adds one (POST).
func (s *Station) handleReadings(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		writeJSON(w, http.StatusOK, s.All())
	case http.MethodPost:
		var sent struct {
			Celsius *float64 `json:"celsius"`
		}
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil || sent.Celsius == nil {
			writeJSON(w, http.StatusBadRequest, map[string]string{"error": "celsius is missing"})
			return
		}
		writeJSON(w, http.StatusCreated, s.Add(*sent.Celsius))
	default:
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	}
}

// handleReport takes as long as the caller asks for (?seconds=0.5), since real reports do.
func (s *Station) handleReport(w http.ResponseWriter, r *http.Request) {
	seconds, err := strconv.ParseFloat(r.URL.Query().Get("seconds"), 64)
	if err != nil || seconds < 0 {
		http.Error(w, "seconds must be a number from 0 on", http.StatusBadRequest)
		return
	}
	time.Sleep(time.Duration(seconds * float64(time.Second)))
	fmt.Fprintf(w, "%d readings\n", len(s.All()))
}

// handleLive sends a few lines, one after the other, as they are measured.
func (s *Station) handleLive(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "streaming is not supported", http.StatusInternalServerError)
		return
	}
	for line := 1; line <= 3; line++ {
		fmt.Fprintf(w, "line %d\n", line)
		flusher.Flush()
		time.Sleep(100 * time.Millisecond)
	}
}

func (s *Station) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", s.handleHealth)
	mux.HandleFunc("/readings", s.handleReadings)
	mux.HandleFunc("/report", s.handleReport)
	mux.HandleFunc("/live", s.handleLive)
	return mux
}

// recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Flush lets handlers stream through a recorder.
func (r *recorder) Flush() {
	r.ResponseWriter.(http.Flusher).Flush()
}

// logged writes a line for each request, once it is answered.
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		answer := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		log.Printf("%s %s %d %s", r.Method, r.URL.Path, answer.status, time.Since(begin))
	})
}

// limiter knows when the requests were served that each client made within limitWindow.
type limiter struct {
	mu     sync.Mutex
	served map[string][]time.Time
}

// allow tells whether a client may have a request served now, which then counts.
func (l *limiter) allow(client string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	served := l.served[client]
	for len(served) > 0 && now.Sub(served[0]) >= limitWindow {
		served = served[1:]
	}
	allowed := len(served) < limitRequests
	if allowed {
		served = append(served, now)
	}
	l.served[client] = served
	return allowed
}

// limited refuses what goes beyond the limit of a client.
func limited(next http.Handler) http.Handler {
	clients := &limiter{served: map[string][]time.Time{}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		client, _, _ := net.SplitHostPort(r.RemoteAddr)
		if !clients.allow(client, time.Now()) {
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// serve runs the server until it fails, or until a signal asked it to end and all that was under way is answered.
func serve(server *http.Server) error {
	asked, ended := make(chan os.Signal, 1), make(chan error)
	signal.Notify(asked, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		<-asked
		ended <- server.Shutdown(context.Background())
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		return err
	}
	return <-ended
}

func main() {
	station := NewStation()
	server := &http.Server{Addr: ":" + os.Getenv("PORT"), Handler: logged(limited(station.routes()))}
	if err := serve(server); err != nil {
		log.Fatal(err)
	}
}
