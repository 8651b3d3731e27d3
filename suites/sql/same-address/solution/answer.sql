SELECT LOWER(mail) AS mail, COUNT(*) AS accounts FROM accounts WHERE mail IS NOT NULL GROUP BY LOWER(mail) HAVING COUNT(*) > 1
