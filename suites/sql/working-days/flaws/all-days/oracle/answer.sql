SELECT id, answered - came AS working_days FROM letters WHERE answered IS NOT NULL
