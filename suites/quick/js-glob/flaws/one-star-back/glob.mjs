export function matches(pattern, path) {
  let p = 0, s = 0, star = -1, mark = 0, wide = false;
  while (s < path.length) {
    if (p < pattern.length && pattern[p] === "*") {
      wide = pattern[p + 1] === "*";
      p += wide ? 2 : 1;
      star = p;
      mark = s;
    } else if (p < pattern.length && (pattern[p] === path[s] || (pattern[p] === "?" && path[s] !== "/"))) {
      p++;
      s++;
    } else if (star >= 0 && (wide || path[mark] !== "/")) {
      p = star;
      s = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
