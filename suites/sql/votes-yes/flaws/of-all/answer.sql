SELECT motion, ROUND(100.0 * SUM(CASE WHEN choice = 'yes' THEN 1 ELSE 0 END) / COUNT(*), 1) AS percent FROM votes GROUP BY motion
