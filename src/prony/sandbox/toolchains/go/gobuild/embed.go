package main

import (
	"encoding/json"
	"fmt"
	"go/build"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// embedConfig is what the compiler reads of -embedcfg: the files of each pattern, and where each of them lies.
type embedConfig struct {
	Patterns map[string][]string
	Files    map[string]string
}

// embedded writes down which files of a package's own folder its go:embed lines mean, and returns where; "" where none may
// be embedded, of which the compiler then complains. That is so without a go.mod that says a version of the language, and
// in the tree of a test binary, where hidden tests lie beside the sources.
func (b *builder) embedded(p *build.Package, dir string) (string, error) {
	if len(p.EmbedPatterns) == 0 || b.testing != "" || b.language == "" {
		return "", nil
	}
	config := embedConfig{Patterns: map[string][]string{}, Files: map[string]string{}}
	for _, pattern := range p.EmbedPatterns {
		names, err := matching(dir, pattern)
		if err != nil {
			at := p.EmbedPatternPos[pattern][0]
			where := path.Join(filepath.ToSlash(dir), filepath.Base(at.Filename))
			return "", fmt.Errorf("%s:%d:%d: pattern %s: %w", where, at.Line, at.Column, pattern, err)
		}
		config.Patterns[pattern] = names
		for _, name := range names {
			if config.Files[name], err = filepath.Abs(filepath.Join(dir, name)); err != nil {
				return "", err
			}
		}
	}
	data, err := json.Marshal(config)
	if err != nil {
		return "", err
	}
	file, err := os.CreateTemp(b.scratch, "embedcfg")
	if err != nil {
		return "", err
	}
	defer file.Close()
	_, err = file.Write(data)
	return file.Name(), err
}

// matching are the files that a pattern means, relative to the folder, as the go command finds them.
func matching(dir, pattern string) ([]string, error) {
	glob, all := strings.CutPrefix(pattern, "all:")
	if _, err := path.Match(glob, ""); err != nil || glob == "." || !fs.ValidPath(glob) {
		return nil, fmt.Errorf("invalid pattern syntax")
	}
	found, err := fs.Glob(os.DirFS(dir), glob)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range found {
		below, err := embeddable(dir, name, all)
		if err != nil {
			return nil, err
		}
		names = append(names, below...)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no matching files found")
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// embeddable is the file `name` of a folder itself, or what lies below it: without hidden files, unless all are wanted.
func embeddable(dir, name string, all bool) ([]string, error) {
	if strings.Contains("/"+name+"/", "/.git/") {
		return nil, fmt.Errorf("cannot embed %s: invalid name", name)
	}
	info, err := os.Lstat(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() {
		return []string{name}, nil
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("cannot embed irregular file %s", name)
	}
	var names []string
	err = fs.WalkDir(os.DirFS(dir), name, func(below string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		hidden := below != name && !all && (base[0] == '.' || base[0] == '_')
		if hidden && entry.IsDir() {
			return fs.SkipDir
		}
		if !hidden && entry.Type().IsRegular() {
			names = append(names, below)
		}
		return nil
	})
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("cannot embed directory %s: contains no embeddable files", name)
	}
	return names, err
}
