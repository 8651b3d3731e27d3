SELECT UPPER(SUBSTR(name, 1, 1)) AS letter, COUNT(*) AS members FROM members GROUP BY UPPER(SUBSTR(name, 1, 1)) HAVING COUNT(*) > 1 ORDER BY letter DESC
