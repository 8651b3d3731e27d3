CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  placed DATE NOT NULL,
  sent DATE
);
