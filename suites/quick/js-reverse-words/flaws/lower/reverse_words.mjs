export function reverseWords(text) {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== "").reverse().join(" ");
}
