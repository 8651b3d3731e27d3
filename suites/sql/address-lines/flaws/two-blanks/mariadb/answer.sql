SELECT id, CONCAT(COALESCE(title, ''), ' ', COALESCE(given, ''), ' ', family) AS line FROM people
