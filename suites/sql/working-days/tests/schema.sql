CREATE TABLE letters (
  id INTEGER PRIMARY KEY,
  came DATE NOT NULL,
  answered DATE
);

CREATE TABLE holidays (
  day DATE NOT NULL,
  PRIMARY KEY (day)
);
