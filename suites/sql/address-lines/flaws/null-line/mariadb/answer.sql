SELECT id, CONCAT(title, ' ', given, ' ', family) AS line FROM people
