export function reverseWords(text) {
  return (text.match(/\w+/g) || []).reverse().join(" ");
}
