INSERT INTO stock (article, pieces)
SELECT article, SUM(COALESCE(pieces, 0)) FROM delivery WHERE article IS NOT NULL GROUP BY article
ON DUPLICATE KEY UPDATE pieces = COALESCE(stock.pieces, 0) + VALUES(pieces)
