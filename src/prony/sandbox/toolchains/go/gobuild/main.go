// Command gobuild compiles one Go program, or the test binaries of a tree, from sources that nobody trusts.
//
//	gobuild -store DIR -o FILE -main PACKAGEDIR      a program
//	gobuild -store DIR -o DIR -tests -token WORD     a test binary for each folder that holds _test.go files
//	        -modules DIR                             beside either: compiled modules that a go.mod may require
//
// It stands in for the go command, which runs what sources ask for (cgo, flags, other toolchains), reads what they
// name, and takes longer than compiler and linker together. Here there are the files of the working directory and the
// standard library, and modules that were compiled beforehand; no vendor folders, no C, no assembly. A program with
// a go.mod may embed files of its own folder; tests, beside which hidden files lie, may not.
//
// The store holds the compiled standard library: `importcfg` with lines "PACKAGE FILE", files relative to the store.
// Exit status 1: it does not compile, stderr says why. 3: stdout names packages of the standard library that the store
// lacks, a line each. 2: the command itself cannot be right.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"go/build"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strings"
)

// prefix of the import paths of a task's own packages. It sorts behind every other, so that their initialisers run
// after those of all packages that are not theirs: initialisers run in the order of paths where imports leave a choice.
const prefix = "zz/"

func main() {
	store := flag.String("store", "", "the compiled standard library")
	out := flag.String("o", "", "what to write")
	program := flag.String("main", "", "the folder of the program")
	tests := flag.Bool("tests", false, "build the tests of the tree")
	token := flag.String("token", "", "a word that no source knows")
	modules := flag.String("modules", "", "compiled modules")
	flag.Parse()
	if *store == "" || *out == "" || *tests == (*program != "") {
		flag.Usage()
		os.Exit(2)
	}
	b, err := newBuilder(*store, *modules)
	if err == nil {
		if *tests {
			err = b.tests(*out, *token)
		} else {
			err = b.program(*program, *out)
		}
	}
	var missing needs
	if errors.As(err, &missing) {
		fmt.Println(strings.Join(missing, "\n"))
		os.Exit(3)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, strings.TrimRight(err.Error(), "\n"))
		os.Exit(1)
	}
}

// needs are packages of the standard library that are not in the store.
type needs []string

func (n needs) Error() string { return "needs " + strings.Join(n, " ") }

// builder compiles packages of one module into one scratch folder.
type builder struct {
	store    string
	standard map[string]string // import path -> file
	modules  map[string]string // import path -> file, of packages of modules and of what they take of the library
	required []string          // the modules that go.mod requires
	module   string            // the module's path
	language string            // -lang=..., where go.mod says it
	scratch  string
	packages map[string]*build.Package // by folder
	built    map[string]string         // import path as compiled -> file
	building map[string]bool           // folders on the way
	missing  map[string]bool
	testing  string // the folder whose package is compiled with its tests, if any
}

func newBuilder(store, modules string) (*builder, error) {
	scratch, err := os.MkdirTemp("", "gobuild")
	if err != nil {
		return nil, err
	}
	b := &builder{store: store, module: "task", scratch: scratch}
	if b.standard, err = listed(store); err != nil {
		return nil, err
	}
	if modules != "" {
		if b.modules, err = listed(modules); err != nil {
			return nil, err
		}
	}
	b.readModule()
	b.forget("")
	return b, nil
}

// listed are the packages of a store, each with its file.
func listed(store string) (map[string]string, error) {
	data, err := os.ReadFile(filepath.Join(store, "importcfg"))
	if err != nil {
		return nil, err
	}
	packages := map[string]string{}
	for _, line := range strings.Split(string(data), "\n") {
		if name, file, ok := strings.Cut(line, " "); ok {
			packages[name] = filepath.Join(store, file)
		}
	}
	return packages, nil
}

var (
	moduleLine   = regexp.MustCompile(`(?m)^module[ \t]+"?([A-Za-z0-9._~/-]+)"?`)
	languageLine = regexp.MustCompile(`(?m)^go[ \t]+(1\.[0-9]+)`)
	requiredLine = regexp.MustCompile(`(?m)^(?:require[ \t]+|[ \t]+)"?([a-z0-9.-]+\.[a-z]+/[A-Za-z0-9._~/-]+)"?[ \t]+v[0-9]`)
)

// readModule takes from go.mod what the module is called, its version of the language, and which modules it requires,
// whatever their version: each is here in one.
func (b *builder) readModule() {
	data, err := os.ReadFile("go.mod")
	if err != nil {
		return
	}
	if found := moduleLine.FindSubmatch(data); found != nil {
		b.module = string(found[1])
	}
	if found := languageLine.FindSubmatch(data); found != nil {
		b.language = "go" + string(found[1])
	}
	for _, found := range requiredLine.FindAllSubmatch(data, -1) {
		b.required = append(b.required, string(found[1]))
	}
}

// forget what is compiled: the package of folder `testing` is compiled with its tests next, and others against that.
func (b *builder) forget(testing string) {
	b.packages, b.built = map[string]*build.Package{}, map[string]string{}
	b.building, b.missing = map[string]bool{}, map[string]bool{}
	b.testing = testing
}

// program compiles the command in folder `dir`.
func (b *builder) program(dir, out string) error {
	p, err := b.load(dir)
	if err != nil {
		return err
	}
	if p.Name != "main" {
		return fmt.Errorf("%s: package %s is no program: it must be package main", shown(dir), p.Name)
	}
	if err := b.imports(p.Imports); err != nil {
		return err
	}
	object, err := b.compile("main", dir, p, p.GoFiles, p.Imports)
	if err != nil {
		return err
	}
	return b.link(object, out)
}

// load reads which files of a folder are compiled and what they import, as the go command does.
func (b *builder) load(dir string) (*build.Package, error) {
	if p := b.packages[dir]; p != nil {
		return p, nil
	}
	context := build.Default
	context.CgoEnabled = false
	p, err := context.ImportDir(dir, build.IgnoreVendor)
	if err != nil {
		var none *build.NoGoError
		tested := len(p.TestGoFiles)+len(p.XTestGoFiles) > 0
		if !errors.As(err, &none) || !tested || b.testing != dir {
			return nil, explained(dir, p, err)
		}
	}
	b.packages[dir] = p
	return p, nil
}

func explained(dir string, p *build.Package, err error) error {
	var none *build.NoGoError
	if !errors.As(err, &none) {
		return err
	}
	if len(p.IgnoredGoFiles) > 0 {
		const why = "every Go file is left out: by its build constraints, or because it imports \"C\""
		return fmt.Errorf("%s: %s", shown(dir), why)
	}
	return fmt.Errorf("%s: there are no Go files", shown(dir))
}

func shown(dir string) string {
	if dir == "." {
		return "the task's folder"
	}
	return dir
}

// imports compiles what `paths` need. All that the store lacks is told at once.
func (b *builder) imports(paths []string) error {
	for _, name := range paths {
		if err := b.importOne(name); err != nil {
			return err
		}
	}
	if len(b.missing) > 0 {
		var names needs
		for name := range b.missing {
			names = append(names, name)
		}
		sort.Strings(names)
		return names
	}
	return nil
}

func (b *builder) importOne(name string) error {
	if dir, ok := b.folder(name); ok {
		return b.own(name, dir)
	}
	if name == "unsafe" {
		return nil
	}
	if !public(name) {
		return fmt.Errorf("use of internal package %s not allowed", name)
	}
	if b.standard[name] != "" {
		return nil
	}
	if compilable(name) {
		b.missing[name] = true
		return nil
	}
	if b.modules[name] != "" {
		return b.requires(name)
	}
	return fmt.Errorf("package %s is not in std for this system, and there are no other modules here", name)
}

// requires is an error where go.mod requires no module that a package can be of.
func (b *builder) requires(name string) error {
	for _, module := range b.required {
		if name == module || strings.HasPrefix(name, module+"/") {
			return nil
		}
	}
	return fmt.Errorf("no required module provides package %s; add it to go.mod", name)
}

// compilable says whether the standard library has a package that can be compiled here. Its folders hold more: empty
// ones, test data, packages of other systems and of experiments.
func compilable(name string) bool {
	if !plain(name) || !public(name) || name == "builtin" || strings.Contains("/"+name+"/", "/testdata/") {
		return false
	}
	context := build.Default
	context.CgoEnabled = false
	p, err := context.ImportDir(filepath.Join(runtime.GOROOT(), "src", name), build.IgnoreVendor)
	return err == nil && p.Name != "main"
}

// folder is where a package of the module lies. The standard library comes first, whatever the module is called: its
// packages are what a test means by their paths.
func (b *builder) folder(name string) (string, bool) {
	if b.standard[name] != "" || compilable(name) {
		return "", false
	}
	if name == b.module {
		return ".", true
	}
	dir, ok := strings.CutPrefix(name, b.module+"/")
	return dir, ok && fs.ValidPath(dir)
}

var plainPath = regexp.MustCompile(`^[a-z0-9]+(/[a-z0-9]+)*$`)

func plain(name string) bool { return plainPath.MatchString(name) }

func public(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if part == "internal" || part == "vendor" || part == "cmd" {
			return false
		}
	}
	return name != "C"
}

// own compiles a package of the module, and what it needs.
func (b *builder) own(name, dir string) error {
	if b.built[prefix+name] != "" {
		return nil
	}
	if b.building[dir] {
		return fmt.Errorf("import cycle not allowed: %s", name)
	}
	b.building[dir] = true
	defer delete(b.building, dir)
	p, err := b.load(dir)
	if err != nil {
		return err
	}
	if p.Name == "main" && b.testing != dir {
		return fmt.Errorf("import %q is a program, not an importable package", name)
	}
	files, paths := p.GoFiles, p.Imports
	if b.testing == dir {
		files, paths = join(files, p.TestGoFiles), join(paths, p.TestImports)
	}
	if len(files) == 0 {
		return nil
	}
	if err := b.imports(paths); err != nil {
		return err
	}
	_, err = b.compile(prefix+name, dir, p, files, paths)
	return err
}

func join(a, b []string) []string { return append(append([]string{}, a...), b...) }

// compile one package, or the tests beside it. name: its path as compiled. The files are relative to dir, which is
// relative to here.
func (b *builder) compile(name, dir string, p *build.Package, files, paths []string) (string, error) {
	object := filepath.Join(b.scratch, fmt.Sprintf("%d.a", len(b.built)))
	config, err := b.importcfg(paths, false)
	if err != nil {
		return "", err
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	arguments := []string{"-o", object, "-p", name, "-complete", "-pack", "-importcfg", config, "-trimpath", here + "=>"}
	if b.language != "" {
		arguments = append(arguments, "-lang="+b.language)
	}
	embedded, err := b.embedded(p, dir)
	if err != nil {
		return "", err
	}
	if embedded != "" {
		arguments = append(arguments, "-embedcfg", embedded)
	}
	for _, file := range files {
		// A name that begins with ./ is never an option.
		arguments = append(arguments, "./"+path.Join(filepath.ToSlash(dir), file))
	}
	if err := b.tool("compile", arguments...); err != nil {
		return "", err
	}
	b.built[name] = object
	return object, nil
}

// importcfg writes what the compiler may import (paths), or all that the linker may need.
func (b *builder) importcfg(paths []string, all bool) (string, error) {
	var text bytes.Buffer
	if all {
		for name, file := range b.modules {
			if b.standard[name] == "" {
				fmt.Fprintf(&text, "packagefile %s=%s\n", name, file)
			}
		}
		for name, file := range b.standard {
			fmt.Fprintf(&text, "packagefile %s=%s\n", name, file)
		}
		for name, file := range b.built {
			fmt.Fprintf(&text, "packagefile %s=%s\n", name, file)
		}
	}
	for _, name := range paths {
		if file := b.built[prefix+name]; file != "" && b.standard[name] == "" {
			fmt.Fprintf(&text, "importmap %s=%s\npackagefile %s=%s\n", name, prefix+name, prefix+name, file)
		} else if file := b.built[name]; file != "" {
			fmt.Fprintf(&text, "packagefile %s=%s\n", name, file)
		} else if file := b.standard[name]; file != "" {
			fmt.Fprintf(&text, "packagefile %s=%s\n", name, file)
		} else if file := b.modules[name]; file != "" {
			fmt.Fprintf(&text, "packagefile %s=%s\n", name, file)
		}
	}
	file, err := os.CreateTemp(b.scratch, "importcfg")
	if err != nil {
		return "", err
	}
	defer file.Close()
	_, err = file.Write(text.Bytes())
	return file.Name(), err
}

func (b *builder) link(object, out string) error {
	config, err := b.importcfg(nil, true)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	return b.tool("link", "-o", out, "-importcfg", config, "-s", "-w", "-buildmode=exe", "-buildid=", object)
}

// mostSaid of a tool is kept: sources decide how much a compiler has to say.
const mostSaid = 16 << 10

func (b *builder) tool(name string, arguments ...string) error {
	binary := filepath.Join(runtime.GOROOT(), "pkg", "tool", runtime.GOOS+"_"+runtime.GOARCH, name)
	command := exec.Command(binary, arguments...)
	said, err := command.CombinedOutput()
	if err == nil {
		return nil
	}
	if len(said) > mostSaid {
		said = append(said[:mostSaid:mostSaid], "\n..."...)
	}
	if len(bytes.TrimSpace(said)) == 0 {
		return fmt.Errorf("%s: %w", name, err)
	}
	return errors.New(string(said))
}
