export function reverseWords(text) {
  return text.trim().split("").reverse().join("");
}
