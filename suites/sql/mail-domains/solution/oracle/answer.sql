SELECT LOWER(REGEXP_SUBSTR(sender, '[^@]*$')) AS domain, COUNT(*) AS messages
FROM messages WHERE sender LIKE '%@%' GROUP BY LOWER(REGEXP_SUBSTR(sender, '[^@]*$')) ORDER BY messages DESC, domain
