export function matches(pattern, path) {
  const source = pattern.replace(/\*\*|[^]/g, (t) => ({ "**": "[\\s\\S]*", "*": "[^/]*", "?": "[^/]" })[t] ?? "\\u" + t.charCodeAt(0).toString(16).padStart(4, "0"));
  return RegExp(`^(?:${source})$`).exec(path) !== null;
}
