SELECT COALESCE(b.article, c.article) AS article, b.pieces AS booked, c.pieces AS counted
FROM booked b FULL JOIN counted c ON c.article = b.article
WHERE b.pieces IS NULL OR c.pieces IS NULL OR b.pieces <> c.pieces
