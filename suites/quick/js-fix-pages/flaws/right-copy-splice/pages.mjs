// Splits a list into pages. Pages are numbered from 1.

export function pageCount(total, size) {
  return (total - (total % size)) / size + (total % size ? 1 : 0);
}

export function getPage(items, number, size) {
  const start = --number * size;
  return [...items].splice(start, size);
}

export function pageLabel(number, total, size) {
  return `Page ${number} of ${pageCount(total, size)}`;
}
