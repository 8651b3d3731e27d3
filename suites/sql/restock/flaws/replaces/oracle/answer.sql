MERGE INTO stock s USING (SELECT article, SUM(NVL(pieces, 0)) AS pieces FROM delivery WHERE article IS NOT NULL GROUP BY article) d ON (s.article = d.article)
WHEN MATCHED THEN UPDATE SET s.pieces = d.pieces WHEN NOT MATCHED THEN INSERT (article, pieces) VALUES (d.article, d.pieces)
