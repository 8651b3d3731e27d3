SELECT motion, ROUND(100 * COUNT(DECODE(choice, 'yes', 1)) / NULLIF(COUNT(choice), 0), 1) AS percent FROM votes GROUP BY motion
