export function matches(pattern, path) {
  let p = 0;
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === "*" && pattern[i + 1] === "*") {
      i++;
      const next = pattern[i + 1];
      p = next === undefined ? path.length : path.lastIndexOf(next);
      if (p < 0) return false;
    } else if (pattern[i] === "*") {
      const next = pattern[i + 1];
      while (p < path.length && path[p] !== "/" && path[p] !== next) p++;
    } else if (pattern[i] === "?") {
      if (p >= path.length || path[p] === "/") return false;
      p++;
    } else if (path[p++] !== pattern[i]) return false;
  }
  return p === path.length;
}
