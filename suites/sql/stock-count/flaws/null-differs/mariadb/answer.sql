SELECT b.article, b.pieces AS booked, c.pieces AS counted FROM booked b LEFT JOIN counted c ON c.article = b.article
WHERE c.pieces IS NULL OR b.pieces IS NULL OR b.pieces <> c.pieces
UNION ALL SELECT c.article, NULL, c.pieces FROM counted c LEFT JOIN booked b ON c.article = b.article WHERE b.article IS NULL
