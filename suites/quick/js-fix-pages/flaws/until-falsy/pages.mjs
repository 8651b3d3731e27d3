// Splits a list into pages. Pages are numbered from 1.

export function pageCount(total, size) {
  return Math.ceil(total / size);
}

export function getPage(items, number, size) {
  const start = (number - 1) * size;
  return (() => { const page = []; for (let i = start; i < start + size && items[i]; i++) page.push(items[i]); return page; })();
}

export function pageLabel(number, total, size) {
  return `Page ${number} of ${pageCount(total, size)}`;
}
