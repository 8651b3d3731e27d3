const tokens = (pattern) => pattern.match(/\*\*|[^]/g) ?? [];

export const matches = (pattern, path) => {
  let row = [true, ...Array(path.length).fill(false)];
  for (const token of tokens(pattern)) {
    const next = [];
    for (let i = 0; i <= path.length; i++) {
      const c = path[i - 1];
      if (token === "**") next.push(row[i] || (i > 0 && next[i - 1]));
      else if (token === "*") next.push(row[i] || (i > 0 && c !== "/" && next[i - 1]));
      else if (token === "?") next.push(i > 0 && row[i - 1] && c !== "/");
      else next.push(i > 0 && row[i - 1] && c === token);
    }
    row = next;
  }
  return row[path.length];
};
