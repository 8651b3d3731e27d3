SELECT day, COUNT(*) AS most FROM calls WHERE ends IS NOT NULL GROUP BY day
