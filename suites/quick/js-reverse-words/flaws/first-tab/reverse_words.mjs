export function reverseWords(text) {
  return text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(/ +/).filter((word) => word !== "").reverse().join(" ");
}
