SELECT id, CASE WHEN title IS NOT NULL THEN title || ' ' END || CASE WHEN given IS NOT NULL THEN given || ' ' END || family AS line FROM people
