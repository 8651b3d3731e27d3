SELECT d::date AS day, COUNT(e.id) AS events
FROM generate_series(DATE '2024-02-26', DATE '2024-03-03', INTERVAL '1 day') d LEFT JOIN events e ON e.at_time::date = d::date GROUP BY d ORDER BY d DESC
