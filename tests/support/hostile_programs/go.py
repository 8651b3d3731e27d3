"""Hostile Go: things to do, ways to do them, ways to end; and sources that are hostile to a compiler."""

from __future__ import annotations

import random
import re

from hostile_programs.python import filled

IMPORTS = {
    name.rpartition("/")[2]: name
    for name in [
        "bytes",
        "fmt",
        "math/big",
        "net",
        "os",
        "os/exec",
        "os/signal",
        "runtime",
        "runtime/debug",
        "strings",
        "sync",
        "syscall",
        "time",
        "unsafe",
        "reflect",
        "regexp",
    ]
}
THINGS = {
    "allocate": "for i := 0; i < {n}; i++ { kept = append(kept, bytes.Repeat([]byte{1}, 1<<20)) }",
    "reserve": "for i := 0; i < {n}; i++ { syscall.Mmap(-1, 0, 1<<30, syscall.PROT_READ, syscall.MAP_ANON|syscall.MAP_PRIVATE) }",
    "allocate without a collector": "debug.SetGCPercent(-1); debug.SetMemoryLimit(-1)\nfor { kept = append(kept, make([]byte, 1<<20)) }",
    "flood stdout": "for i := 0; i < {n}; i++ { os.Stdout.Write(bytes.Repeat([]byte{120}, 65536)) }",
    "flood stderr": "for i := 0; i < {n}; i++ { os.Stderr.Write(bytes.Repeat([]byte{255}, 65536)) }",
    "flood every descriptor": "for i := 0; i < {n}; i++ { for fd := 1; fd < 12; fd++ { syscall.Write(fd, bytes.Repeat([]byte{65}, 65536)) } }",
    "speak on every descriptor": 'for fd := 3; fd < 12; fd++ { syscall.Write(fd, []byte(`{"word": "x", "said": {}}`)) }',
    "a name that is no text": "name := []byte{255, 254, 0}; syscall.RawSyscall(syscall.SYS_PRCTL, 15, uintptr(unsafe.Pointer(&name[0])), 0)",
    "kill everybody": "syscall.Kill(-1, {signal})",
    "kill its parents": "for _, pid := range []int{os.Getppid(), 1, 2} { syscall.Kill(pid, {signal}) }",
    "kill its group": "syscall.Kill(0, {signal})",
    "stop itself": "syscall.Kill(os.Getpid(), syscall.SIGSTOP)",
    "stop its parent": "syscall.Kill(os.Getppid(), syscall.SIGSTOP)",
    "ignore signals": "signal.Ignore()",
    "threads": "for i := 0; i < {n}; i++ { go func() { runtime.LockOSThread(); syscall.Nanosleep(&syscall.Timespec{Sec: 9}, nil) }() }\n"
    "time.Sleep(10 * time.Millisecond)",
    "goroutines": "for i := 0; i < {n}*100; i++ { go func() { select {} }() }",
    "goroutines that spin": "for i := 0; i < 9; i++ { go func() { for {} }() }",
    "children": 'for i := 0; i < {n}; i++ { exec.Command("sleep", "9").Start() }',
    "a daemon": 'c := exec.Command("sh", "-c", "sleep 9 & sleep 9"); c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}; c.Start()',
    "itself again": 'c := exec.Command("/proc/self/exe"); c.Stdin, c.Stdout = os.Stdin, os.Stdout; c.Start()',
    "execute": 'syscall.Exec("/bin/sleep", []string{"sleep", "9"}, nil)',
    "bound itself": "for kind := 0; kind < 10; kind++ { syscall.Setrlimit(kind, &syscall.Rlimit{}) }",
    "close all": "for fd := 0; fd < {n}; fd++ { syscall.Close(fd) }",
    "exchange descriptors": "for fd := 0; fd < 9; fd++ { syscall.Dup2((fd+1)%9, fd) }",
    "open many": 'for { if _, err := syscall.Open("/dev/null", 0, 0); err != nil { break } }',
    "read its descriptors": "for fd := 3; fd < 9; fd++ { syscall.Read(fd, make([]byte, 9)) }",
    "buffers of sockets": "for i := 0; i < 99; i++ { p, _ := syscall.Socketpair(1, 1, 0); syscall.SetNonblock(p[0], true)\n"
    "for { if _, err := syscall.Write(p[0], make([]byte, 65536)); err != nil { break } } }",
    "nobody to be killed": 'os.WriteFile("/proc/self/oom_score_adj", []byte("0"), 0)',
    "its own memory": 'os.ReadFile("/proc/self/mem"); os.ReadFile("/proc/self/environ")',
    "deep recursion": "debug.SetMaxStack(1 << 40); var down func(int) int; down = func(n int) int { return down(n+1) + 1 }; down(0)",
    "sparse files": 'os.WriteFile("/tmp/sparse", nil, 0o600); os.Truncate("/tmp/sparse", {n}<<30)',
    "fill the disk": 'for i := 0; i < 99; i++ { os.WriteFile(fmt.Sprint("/tmp/f", i), make([]byte, 1<<18), 0o600) }',
    "use up inodes": 'for i := 0; i < 9999; i++ { if os.WriteFile(fmt.Sprint("n", i), nil, 0o600) != nil { break } }',
    "take its folder away": 'os.RemoveAll("/work"); os.RemoveAll("/tmp")',
    "a panic": 'panic(strings.Repeat("\\xff", {n}))',
    "a panic elsewhere": "go func() { panic({n}) }(); time.Sleep(5 * time.Millisecond)",
    "a deadlock": "var m sync.Mutex; m.Lock(); m.Lock()",
    "a race": "m := map[int]int{}; for i := 0; i < 4; i++ { go func() { for { m[1]++ } }() }; time.Sleep(9 * time.Millisecond)",
    "the end of its goroutine": "defer runtime.Goexit()",
    "a bad address": "debug.SetPanicOnFault({n}%2 == 0); *(*int)(unsafe.Pointer(uintptr({n}))) = 1",
    "leave": "os.Exit({n} % 256)",
    "a huge number": "new(big.Int).Exp(big.NewInt(7), big.NewInt({n}*5000), nil)",
    "a server": 'l, err := net.Listen("tcp", "127.0.0.1:0"); if err == nil { for i := 0; i < 99; i++ { net.Dial("tcp", l.Addr().String()) } }',
    "speak outside": 'net.DialTimeout("udp", "192.0.2.1:53", time.Second)',
    "a slow expression": 'regexp.MustCompile(`(a{0,200}){0,4}$`).MatchString(strings.Repeat("a", {n}))',
    "a type of its own making": "reflect.New(reflect.ArrayOf({n}<<10, reflect.TypeOf(0)))",
}
WAYS = {
    "": "{call}",
    "in a goroutine": "go {call}; time.Sleep(5 * time.Millisecond)",
    "at its end": "defer {call}",
    "in a while": "time.AfterFunc(3*time.Millisecond, {name})",
    "when collected": "runtime.SetFinalizer(&[]int{1}, func(*[]int) { {call} }); runtime.GC()",
    "at a signal": "c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGUSR1); go func() { <-c; {call} }(); "
    "syscall.Kill(os.Getpid(), syscall.SIGUSR1); time.Sleep(5 * time.Millisecond)",
}
ENDS = {
    "a wrong answer": "return 7.25",
    "no number": "var zero float64; return zero / zero",
    "a panic": 'panic(fmt.Errorf("x"))',
    "the end": "os.Exit({n} % 3); return 0",
    "a hang": "time.Sleep(99 * time.Second); return 0",
    "a loop": "for {}",
    "a signal": "syscall.Kill(os.Getpid(), {signal}); time.Sleep(20 * time.Millisecond); return 7.25",
    "nothing that runs": "select {}",
    "the end of its goroutine": "runtime.Goexit(); return 0",
}
OF_THE_FILE = {
    "a large binary": "var blob = [{mb} << 20]byte{0: 1}\n\nfunc init() { blob[len(blob)-1]++ }",
    "a large table": "var table = [...]int{{many}}",
    "a deep type": "type Deep {brackets}int",
    "a deep expression": "const deep = {parens}1{closing}",
    "types that make types": "type Pair[A any] struct{ a, b A }\n\nfunc more[A any](n int, a A) int { if n > 0 { return more(n-1, Pair[A]{}) }; return 0 }",
    "a package that is none": "//go:build ignore && !ignore",
    "a directive": "//go:linkname now runtime.nanotime\nfunc now() int64",
    "bytes that are no text": 'var odd = "\\xff\\xfe" // \xed',
    "a method on anything": "func (x float64) Double() float64 { return x }",
    "the same twice": "func double2() {}\n\nfunc double2() {}",
}
SHAPES = {
    "program": "package main\n\n{imports}\n\nvar kept [][]byte\n\n{things}\n\nfunc double(x float64) float64 {\n{hostile}\n{end}\n}\n\n"
    "func main() { fmt.Println(double(3)) }\n\n{more}\n",
    "suite": "package double\n\n{imports}\n\nvar kept [][]byte\n\n{things}\n\nfunc Double(x float64) float64 {\n{hostile}\n{end}\n}\n\n{more}\n",
}


def make(source: random.Random, shape: str) -> tuple[str, str]:
    """One program for a task of `shape`: what it does, and its text."""
    names = source.sample(list(THINGS), source.choice((1, 2, 2, 3)))
    ways = [source.choice(list(WAYS)) if source.random() < 0.6 else "" for _ in names]
    end, beside = source.choice(list(ENDS)), ""
    things, calls = [], []
    for index, (name, way) in enumerate(zip(names, ways, strict=True)):
        things.append(f"func thing{index}() {{\ndefer func() {{ recover() }}()\n{filled(THINGS[name], source)}\n}}")
        call = WAYS[way].replace("{call}", f"thing{index}()").replace("{name}", f"thing{index}")
        calls.append(f"func() {{ {call} }}()" if ":=" in call else call)
    if source.random() < 0.25:
        beside = source.choice(list(OF_THE_FILE))
    more = OF_THE_FILE.get(beside, "").replace("{mb}", str(source.choice((8, 40, 64, 100))))
    many = source.choice((10, 20_000))
    for key, text in {
        "many": ", ".join(["1"] * many),
        "brackets": "[]" * many,
        "parens": "(" * many,
        "closing": ")" * many,
    }.items():
        more = more.replace(f"{{{key}}}", text)
    if source.random() < 0.2 and not beside:
        things.append("func init() {\n" + "\n".join(calls) + "\n}")
        calls = []
    text = SHAPES[shape].replace("{things}", "\n\n".join(things)).replace("{hostile}", "\n".join(calls))
    text = text.replace("{end}", filled(ENDS[end], source)).replace("{more}", more)
    used = [path for name, path in IMPORTS.items() if re.search(rf"(?<![\w.\"/]){name}\.[A-Z]", text)]
    text = text.replace("{imports}", "import (\n" + "".join(f'\t"{path}"\n' for path in used) + ")")
    what = [f"{name} {way}".strip() for name, way in zip(names, ways, strict=True)]
    return f"{', '.join(what)}{f', with {beside}' if beside else ''}, then {end}", text
