UPDATE stock SET pieces = COALESCE(pieces, 0) + (SELECT SUM(COALESCE(d.pieces, 0)) FROM delivery d WHERE d.article = stock.article)
WHERE EXISTS (SELECT 1 FROM delivery d WHERE d.article = stock.article)
