export const reverseWords = (text) => text.trim().split(/\s+/).reduce((all, word) => (all ? `${word} ${all}` : word), "");
