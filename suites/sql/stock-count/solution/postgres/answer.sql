SELECT COALESCE(b.article, c.article) AS article, b.pieces AS booked, c.pieces AS counted
FROM booked b FULL JOIN counted c ON c.article = b.article
WHERE b.article IS NULL OR c.article IS NULL OR b.pieces IS DISTINCT FROM c.pieces
