export function reverseWords(text) {
  return text.split(/[ \n\r]+/).filter((word) => word !== "").reverse().join(" ");
}
