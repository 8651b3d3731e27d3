SELECT id, concat_ws(' ', title, given, family) AS line FROM people
