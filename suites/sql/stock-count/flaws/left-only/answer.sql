SELECT b.article, b.pieces AS booked, c.pieces AS counted FROM booked b LEFT JOIN counted c ON c.article = b.article
WHERE c.article IS NULL OR b.pieces <> c.pieces OR (b.pieces IS NULL AND c.pieces IS NOT NULL) OR (b.pieces IS NOT NULL AND c.pieces IS NULL)
