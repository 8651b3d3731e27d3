// Command station serves the readings of a weather station over HTTP.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
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

func main() {
	station := NewStation()
	if err := http.ListenAndServe(":"+os.Getenv("PORT"), station.routes()); err != nil {
		log.Fatal(err)
	}
}
