export function matches(pattern, path) {
  let source = "";
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === "*" && pattern[i + 1] === "*") {
      source += "[^]*";
      i++;
    } else if (c === "*") source += "[^/]*";
    else if (c === "?") source += "[^/]";
    else source += c.replace(/[\\^$.*+?()[\]{}|\/-]/, "\\$&");
  }
  return path.match(new RegExp("^" + source + "$"));
}
