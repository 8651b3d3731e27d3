export function reverseWords(text) {
  return text.split(/[ \t\n]+/).filter((word) => word !== "").reverse().join(" ");
}
