SELECT LOWER(SUBSTR(sender, INSTR(sender, '@') + 1)) AS domain, COUNT(*) AS messages FROM messages WHERE sender LIKE '%@%' GROUP BY LOWER(SUBSTR(sender, INSTR(sender, '@') + 1)) ORDER BY 2 DESC, 1
