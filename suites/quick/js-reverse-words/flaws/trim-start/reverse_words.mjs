export function reverseWords(text) {
  return text.trimStart().split(/\s+/).reverse().join(" ");
}
