SELECT account, id, SUM(COALESCE(cents, 0)) OVER (ORDER BY account, day, id) AS balance FROM movements ORDER BY id
