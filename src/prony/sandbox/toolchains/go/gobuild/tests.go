package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// testBinary is what the test binary of a folder is called below the output folder.
const testBinary = "prony.test"

// tests builds a test binary for each folder with _test.go files: DIR/prony.test below `out`.
func (b *builder) tests(out, word string) error {
	folders, err := testFolders()
	if err != nil {
		return err
	}
	for _, dir := range folders {
		b.forget(dir)
		if err := b.testBinary(dir, filepath.Join(out, dir, testBinary), word); err != nil {
			return err
		}
	}
	return nil
}

// testFolders are the folders that hold tests, as the go command would look for them.
func testFolders() ([]string, error) {
	found := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		hidden := strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")
		if entry.IsDir() && name != "." && (hidden || base == "testdata" || base == "vendor") {
			return filepath.SkipDir
		}
		if !entry.IsDir() && !hidden && strings.HasSuffix(base, "_test.go") {
			found[filepath.Dir(name)] = true
		}
		return nil
	})
	var folders []string
	for dir := range found {
		folders = append(folders, dir)
	}
	sort.Strings(folders)
	return folders, err
}

// testBinary compiles the package of a folder with its tests, the tests beside it (package NAME_test), and a main
// package of our own, which runs the one test that it is told and says how it went.
func (b *builder) testBinary(dir, out, word string) error {
	p, err := b.load(dir)
	if err != nil {
		return err
	}
	name := b.module
	if dir != "." {
		name += "/" + filepath.ToSlash(dir)
	}
	if err := unshadowed(dir, p.GoFiles, p.TestGoFiles); err != nil {
		return err
	}
	inside, err := testNames(dir, p.TestGoFiles)
	if err != nil {
		return err
	}
	beside, err := testNames(dir, p.XTestGoFiles)
	if err != nil {
		return err
	}
	if err := b.own(name, dir); err != nil {
		return err
	}
	if len(p.XTestGoFiles) > 0 {
		if err := b.imports(p.XTestImports); err != nil {
			return err
		}
		if _, err := b.compile(prefix+name+"_test", dir, p, p.XTestGoFiles, p.XTestImports); err != nil {
			return err
		}
	}
	if err := b.imports(nil); err != nil {
		return err
	}
	object, err := b.harness(word, name, inside, beside)
	if err != nil {
		return err
	}
	return b.link(object, out)
}

// predeclared are names of the language that a package may take over, for its tests as well: what those compare would
// then be the package's to say. Names that are younger than much code (min, max, clear, any) are left to it.
var predeclared = map[string]bool{}

func init() {
	const names = "append cap complex copy delete imag len make new panic print println real recover close true false nil " +
		"iota bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string " +
		"uint uint8 uint16 uint32 uint64 uintptr"
	for _, name := range strings.Fields(names) {
		predeclared[name] = true
	}
}

// unshadowed is an error where files of a package declare a name of the language that the tests in it use.
func unshadowed(dir string, files, tests []string) error {
	used := map[string]bool{}
	for _, file := range tests {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, file), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			if name, ok := node.(*ast.Ident); ok {
				used[name.Name] = true
			}
			return true
		})
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, file), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, declared := range declarations(parsed) {
			if predeclared[declared.Name] && used[declared.Name] {
				return fmt.Errorf("%s: declares %s, a name of the language that tests of the package use", file, declared.Name)
			}
		}
	}
	return nil
}

// declarations are the names that a file declares for its whole package.
func declarations(parsed *ast.File) []*ast.Ident {
	var names []*ast.Ident
	for _, declared := range parsed.Decls {
		switch declared := declared.(type) {
		case *ast.FuncDecl:
			if declared.Recv == nil {
				names = append(names, declared.Name)
			}
		case *ast.GenDecl:
			for _, spec := range declared.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names = append(names, spec.Name)
				case *ast.ValueSpec:
					names = append(names, spec.Names...)
				}
			}
		}
	}
	return names
}

// testNames are the functions TestXxx(t *testing.T) of some files.
func testNames(dir string, files []string) ([]string, error) {
	var names []string
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, file), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, declared := range parsed.Decls {
			function, ok := declared.(*ast.FuncDecl)
			if ok && function.Recv == nil && isTest(function.Name.Name) && function.Type.Params.NumFields() == 1 {
				names = append(names, function.Name.Name)
			}
		}
	}
	return names, nil
}

func isTest(name string) bool {
	rest, ok := strings.CutPrefix(name, "Test")
	if !ok || name == "TestMain" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLower(first)
}

// harness compiles the child package, under a path that no source knows, and the main package that names the tests.
func (b *builder) harness(word, name string, inside, beside []string) (string, error) {
	child := "prony/" + word
	dir := filepath.Join(b.scratch, "harness")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	var text strings.Builder
	fmt.Fprintf(&text, "package main\n\nimport (\n\t%q\n\t\"testing\"\n", child)
	paths := []string{child, "testing"}
	for _, part := range []struct {
		alias, path string
		tests       []string
	}{{"inside", prefix + name, inside}, {"beside", prefix + name + "_test", beside}} {
		alias := part.alias
		if len(part.tests) == 0 {
			alias = "_"
		}
		if b.built[part.path] != "" {
			fmt.Fprintf(&text, "\t%s %q\n", alias, part.path)
			paths = append(paths, part.path)
		}
	}
	text.WriteString(")\n\nfunc main() {\n\tchild.Run([]testing.InternalTest{\n")
	for _, test := range inside {
		fmt.Fprintf(&text, "\t\t{Name: %q, F: inside.%s},\n", test, test)
	}
	for _, test := range beside {
		fmt.Fprintf(&text, "\t\t{Name: %q, F: beside.%s},\n", test, test)
	}
	text.WriteString("\t})\n}\n")
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(text.String()), 0o644); err != nil {
		return "", err
	}
	source, err := os.ReadFile(filepath.Join(b.store, "child.go"))
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, "child.go"), source, 0o644); err != nil {
		return "", err
	}
	if _, err := b.compileAt(child, dir, "child.go", childImports); err != nil {
		return "", err
	}
	return b.compileAt("main", dir, "main.go", paths)
}

var childImports = []string{"encoding/json", "io", "os", "syscall", "testing", "testing/internal/testdeps"}

// compileAt compiles one file of our own, whatever the task's module says of its language.
func (b *builder) compileAt(name, dir, file string, paths []string) (string, error) {
	object := filepath.Join(b.scratch, fmt.Sprintf("own%d.a", len(b.built)))
	config, err := b.importcfg(paths, false)
	if err != nil {
		return "", err
	}
	err = b.tool("compile", "-o", object, "-p", name, "-complete", "-pack", "-importcfg", config, filepath.Join(dir, file))
	b.built[name] = object
	return object, err
}
