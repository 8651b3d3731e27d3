SELECT UPPER(SUBSTR(name, 2, 1)) AS letter, COUNT(*) AS members FROM members WHERE name IS NOT NULL GROUP BY UPPER(SUBSTR(name, 2, 1)) HAVING COUNT(*) > 1 ORDER BY letter
