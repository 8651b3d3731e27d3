SELECT id, DATEDIFF(answered, came) AS working_days FROM letters WHERE answered IS NOT NULL
