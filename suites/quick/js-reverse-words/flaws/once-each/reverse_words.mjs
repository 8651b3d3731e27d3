export function reverseWords(text) {
  return [...new Set(text.split(/\s+/).filter((word) => word !== ""))].reverse().join(" ");
}
