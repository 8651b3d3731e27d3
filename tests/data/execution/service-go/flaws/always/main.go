package main

import (
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if false {
			http.Error(w, "only GET", http.StatusMethodNotAllowed)
			return
		}
		fmt.Fprint(w, strings.TrimPrefix(r.URL.Path, "/echo/"))
	})
	if err := http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
