SELECT id, cents FROM articles
