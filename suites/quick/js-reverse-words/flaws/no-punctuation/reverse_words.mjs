export function reverseWords(text) {
  return text.replace(/[^\w\s]/g, "").split(/\s+/).filter((word) => word !== "").reverse().join(" ");
}
