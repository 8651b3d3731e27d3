SELECT hotel, ROUND(SUM(rating) * 1.0 / NULLIF(COUNT(rating), 0), 2) AS mean FROM reviews GROUP BY hotel
