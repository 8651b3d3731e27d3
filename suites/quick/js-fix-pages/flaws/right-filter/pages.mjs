// Splits a list into pages. Pages are numbered from 1.

export const pageCount = (total, size) => Math.floor((total + size - 1) / size);

export const getPage = (items, number, size) =>
  items.filter((_, i) => Math.floor(i / size) + 1 === number);

export function pageLabel(number, total, size) {
  return `Page ${number} of ${pageCount(total, size)}`;
}
