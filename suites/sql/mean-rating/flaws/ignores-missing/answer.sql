SELECT hotel, ROUND(AVG(rating * 1.0), 2) AS mean FROM reviews GROUP BY hotel
