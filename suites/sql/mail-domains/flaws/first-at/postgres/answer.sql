SELECT LOWER(substr(sender, strpos(sender, '@') + 1)) AS domain, COUNT(*) AS messages FROM messages WHERE sender LIKE '%@%' GROUP BY 1 ORDER BY messages DESC, domain
