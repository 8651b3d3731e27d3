const flip = (s) => s.split("").reverse().join("");
export function reverseWords(text) {
  return flip(text).split(/\s+/).filter(Boolean).map(flip).join(" ");
}
