export function reverseWords(text) {
  return text.split(/\s+/).filter((word) => word.length > 1).reverse().join(" ");
}
