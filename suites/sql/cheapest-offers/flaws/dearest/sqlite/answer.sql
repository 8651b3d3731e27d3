SELECT id, cents FROM offers WHERE cents IS NOT NULL ORDER BY cents DESC, id LIMIT 3
