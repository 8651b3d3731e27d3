export function reverseWords(text) {
  return text.split(" ").map((word) => word.trim()).filter((word) => word !== "").reverse().join(" ");
}
