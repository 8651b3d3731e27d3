SELECT LOWER(replace(sender, rtrim(sender, replace(sender, '@', '')), '')) AS domain, COUNT(*) AS messages
FROM messages WHERE sender LIKE '%@%' GROUP BY 1 ORDER BY messages DESC, domain
