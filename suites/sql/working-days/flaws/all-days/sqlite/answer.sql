SELECT id, CAST(julianday(answered) - julianday(came) AS INTEGER) AS working_days FROM letters WHERE answered IS NOT NULL
