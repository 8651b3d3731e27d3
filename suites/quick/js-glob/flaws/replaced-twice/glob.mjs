export function matches(pattern, path) {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|\/-]/g, "\\$&")
    .replace(/\*\*/g, ".*")
    .replace(/\*/g, "[^/]*")
    .replace(/\?/g, "[^/]");
  return new RegExp(`^${source}$`, "s").test(path);
}
