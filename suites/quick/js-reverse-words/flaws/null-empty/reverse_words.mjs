export function reverseWords(text) {
  if (!text.trim()) return null;
  return text.split(/\s+/).filter((word) => word !== "").reverse().join(" ");
}
