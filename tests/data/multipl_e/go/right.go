package solution

func repeated(texts []string, times int) []string {
	var out []string
	for _, one := range texts {
		for i := 0; i < times; i++ {
			out = append(out, one)
		}
	}
	return out
}
