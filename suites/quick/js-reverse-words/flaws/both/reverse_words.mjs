export function reverseWords(text) {
  return text.split(/\s+/).filter((word) => word !== "").map((word) => [...word].reverse().join("")).reverse().join(" ");
}
