export function reverseWords(text) {
  const out = [];
  let word = "";
  for (const c of text + " ") {
    if (" \t\r\n".includes(c)) {
      if (word) out.unshift(word);
      word = "";
    } else word += c;
  }
  return out.join(" ");
}
