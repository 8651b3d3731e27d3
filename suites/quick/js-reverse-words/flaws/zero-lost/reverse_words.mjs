export function reverseWords(text) {
  return text.split(/\s+/).filter((word) => word != 0).reverse().join(" ");
}
