SELECT id, CONCAT_WS(' ', title, given, family) AS line FROM people
