export function matches(pattern, path) {
  if (pattern === "") return path === "";
  if (pattern.startsWith("**")) return matches(pattern.slice(2), path) || (path !== "" && matches(pattern, path.slice(1)));
  const [head] = pattern;
  if (head === "*") return matches(pattern.slice(1), path) || (path !== "" && path[0] !== "/" && matches(pattern, path.slice(1)));
  if (path === "") return false;
  if (head === "?" ? path[0] === "/" : path[0] !== pattern[0]) return false;
  return matches(pattern.slice(1), path.slice(1));
}
