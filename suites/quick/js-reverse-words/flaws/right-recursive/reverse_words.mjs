function reverseWords(text) {
  const m = /^\s*(\S+)([^]*)$/.exec(text);
  if (m === null) return "";
  const rest = reverseWords(m[2]);
  return rest === "" ? m[1] : rest + " " + m[1];
}
export { reverseWords };
