INSERT INTO stock (article, pieces)
SELECT article, SUM(COALESCE(pieces, 0)) FROM delivery WHERE article IS NOT NULL GROUP BY article
ON CONFLICT (article) DO UPDATE SET pieces = COALESCE(stock.pieces, 0) + excluded.pieces
