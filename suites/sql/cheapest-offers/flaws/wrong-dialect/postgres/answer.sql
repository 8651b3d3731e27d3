SELECT id, cents FROM (SELECT id, cents FROM offers WHERE cents IS NOT NULL ORDER BY cents, id) x WHERE ROWNUM <= 3
