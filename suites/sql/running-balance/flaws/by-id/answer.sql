SELECT account, id, SUM(COALESCE(cents, 0)) OVER (PARTITION BY account ORDER BY id) AS balance FROM movements ORDER BY id
