export function matches(pattern, path) {
  const want = pattern.split("/"), have = path.split("/");
  const part = (p, s) => new RegExp("^" + p.replace(/[\\^$.+()[\]{}|-]/g, "\\$&").replace(/\*+/g, "[^]*").replace(/\?/g, "[^]") + "$").test(s);
  const go = (i, j) => {
    if (i === want.length) return j === have.length;
    if (want[i] === "**") return go(i + 1, j) || (j < have.length && go(i, j + 1));
    return j < have.length && part(want[i], have[j]) && go(i + 1, j + 1);
  };
  return go(0, 0);
}
