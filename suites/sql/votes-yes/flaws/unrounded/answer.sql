SELECT motion, 100.0 * SUM(CASE WHEN choice = 'yes' THEN 1 ELSE 0 END) / NULLIF(COUNT(choice), 0) AS percent FROM votes GROUP BY motion
