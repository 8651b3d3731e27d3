SELECT id, cents FROM (SELECT id, cents FROM offers WHERE cents IS NOT NULL ORDER BY cents, id) WHERE ROWNUM <= 3
