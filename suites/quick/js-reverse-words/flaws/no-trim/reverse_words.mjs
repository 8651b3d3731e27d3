export function reverseWords(text) {
  return text.split(/\s+/).reverse().join(" ");
}
