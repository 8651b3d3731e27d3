UPDATE stock SET pieces = COALESCE(pieces, 0) + (SELECT SUM(COALESCE(d.pieces, 0)) FROM delivery d WHERE d.article = stock.article);
INSERT INTO stock (article, pieces) SELECT article, SUM(COALESCE(pieces, 0)) FROM delivery d WHERE article IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stock s WHERE s.article = d.article) GROUP BY article
