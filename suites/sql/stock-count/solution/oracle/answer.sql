SELECT COALESCE(b.article, c.article) AS article, b.pieces AS booked, c.pieces AS counted
FROM booked b FULL JOIN counted c ON c.article = b.article
WHERE b.article IS NULL OR c.article IS NULL OR DECODE(b.pieces, c.pieces, 0, 1) = 1
