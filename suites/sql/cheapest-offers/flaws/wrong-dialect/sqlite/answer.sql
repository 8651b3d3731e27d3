SELECT TOP 3 id, cents FROM offers WHERE cents IS NOT NULL ORDER BY cents, id
