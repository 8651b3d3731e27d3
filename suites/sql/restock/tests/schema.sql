CREATE TABLE stock (
  article VARCHAR(60) NOT NULL,
  pieces INTEGER,
  PRIMARY KEY (article)
);

CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  article VARCHAR(60),
  pieces INTEGER
);
