UPDATE articles SET cents = (SELECT p.cents FROM new_prices p WHERE p.article_id = articles.id)
