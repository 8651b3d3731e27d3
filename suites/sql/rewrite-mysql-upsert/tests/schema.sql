CREATE TABLE totals (
  word VARCHAR(60) NOT NULL,
  seen INTEGER,
  last_day DATE,
  PRIMARY KEY (word)
);

CREATE TABLE words (
  id INTEGER PRIMARY KEY,
  word VARCHAR(60),
  day DATE
);
