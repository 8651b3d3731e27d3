DELETE FROM contacts WHERE id NOT IN (SELECT keep FROM (SELECT MIN(id) AS keep FROM contacts GROUP BY name, phone) x)
