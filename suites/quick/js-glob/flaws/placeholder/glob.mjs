export function matches(pattern, path) {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|\/-]/g, "\\$&")
    .replace(/\*\*/g, "ANY")
    .replace(/\*/g, "[^/]*")
    .replace(/\?/g, "[^/]")
    .replace(/ANY/g, "[^]*");
  return new RegExp(`^${source}$`).test(path);
}
