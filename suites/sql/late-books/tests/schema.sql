CREATE TABLE loans (
  id INTEGER PRIMARY KEY,
  due DATE NOT NULL,
  returned DATE
);
