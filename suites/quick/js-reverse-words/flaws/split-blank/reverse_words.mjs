export function reverseWords(text) {
  return text.split(" ").reverse().join(" ");
}
