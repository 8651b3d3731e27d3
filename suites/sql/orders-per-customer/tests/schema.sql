CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  city VARCHAR(60)
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER, -- customers.id
  cents INTEGER,
  placed DATE
);
