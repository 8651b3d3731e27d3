export function reverseWords(text) {
  return text.split(/[\s-]+/).filter((word) => word !== "").reverse().join(" ");
}
