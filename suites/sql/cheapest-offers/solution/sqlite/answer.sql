SELECT id, cents FROM offers WHERE cents IS NOT NULL ORDER BY cents, id LIMIT 3
