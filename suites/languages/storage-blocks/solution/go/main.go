package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
)

const block = 4096

var units = map[string]int64{
	"": 1, "B": 1, "kB": 1000, "MB": 1000 * 1000, "GB": 1000 * 1000 * 1000,
	"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
}

var good = regexp.MustCompile(`^ *([a-z]{1,20}) +([0-9]{1,3})(?:\.([0-9]{1,3}))? *([kMG]?B|[KMG]iB)? *$`)

func main() {
	data, _ := io.ReadAll(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	charged := map[string]int64{}
	var owners, refused []string
	for i, line := range strings.Split(string(data), "\n") {
		if strings.Trim(line, " ") == "" {
			continue
		}
		m := good.FindStringSubmatch(line)
		if m == nil {
			refused = append(refused, strconv.Itoa(i+1))
			continue
		}
		thousandths, _ := strconv.ParseInt(m[2]+(m[3] + "000")[:3], 10, 64)
		thousandths *= units[m[4]]
		blocks := (thousandths + 1000*block - 1) / (1000 * block)
		if _, known := charged[m[1]]; !known {
			owners = append(owners, m[1])
		}
		charged[m[1]] += blocks * block
	}

	var sum int64
	for _, owner := range owners {
		fmt.Fprintln(out, owner, charged[owner])
		sum += charged[owner]
	}
	fmt.Fprintln(out, "total", sum)
	if len(refused) > 0 {
		fmt.Fprintln(out, "refused", strings.Join(refused, " "))
	}
}
