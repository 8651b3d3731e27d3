CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  cents INTEGER
);

CREATE TABLE new_prices (
  article_id INTEGER NOT NULL, -- articles.id
  cents INTEGER,
  PRIMARY KEY (article_id)
);
