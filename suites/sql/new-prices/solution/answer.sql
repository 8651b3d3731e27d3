UPDATE articles SET cents = (SELECT p.cents FROM new_prices p WHERE p.article_id = articles.id)
WHERE EXISTS (SELECT * FROM new_prices p WHERE p.article_id = articles.id AND p.cents IS NOT NULL)
