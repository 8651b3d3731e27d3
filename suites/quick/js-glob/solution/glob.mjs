export function matches(pattern, path) {
  let source = "";
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern.startsWith("**", at)) {
      source += "[^]*";
      at += 1;
    } else if (pattern[at] === "*") {
      source += "[^/]*";
    } else if (pattern[at] === "?") {
      source += "[^/]";
    } else {
      source += pattern[at].replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
    }
  }
  return new RegExp(`^${source}$`).test(path);
}
