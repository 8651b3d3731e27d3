export function reverseWords(text) {
  return text.split("\n").map((line) => line.split(/\s+/).filter((word) => word !== "").reverse().join(" ")).join(" ").trim();
}
