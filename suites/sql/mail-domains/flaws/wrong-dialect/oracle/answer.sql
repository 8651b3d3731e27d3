SELECT SUBSTRING_INDEX(sender, '@', -1) AS domain, COUNT(*) AS messages FROM messages GROUP BY 1
