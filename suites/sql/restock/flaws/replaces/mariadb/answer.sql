REPLACE INTO stock (article, pieces) SELECT article, SUM(COALESCE(pieces, 0)) FROM delivery WHERE article IS NOT NULL GROUP BY article
