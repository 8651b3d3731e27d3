SELECT a.id AS one, b.id AS other FROM people a JOIN people b ON a.hobby = b.hobby AND a.id <> b.id
