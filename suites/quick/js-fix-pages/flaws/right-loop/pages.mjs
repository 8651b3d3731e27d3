function pageCount(total, size) {
  let pages = 0;
  while (total > 0) {
    total -= size;
    pages += 1;
  }
  return pages;
}

function getPage(items, number, size) {
  const page = [];
  for (let i = size * number - size; i < Math.min(size * number, items.length); ++i) page.push(items[i]);
  return page;
}

function pageLabel(number, total, size) {
  return "Page " + number + " of " + pageCount(total, size);
}

export { pageCount, getPage, pageLabel };
