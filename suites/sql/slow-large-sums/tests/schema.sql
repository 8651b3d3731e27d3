CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER,
  helper_id INTEGER,
  cents INTEGER,
  placed DATE
);

CREATE INDEX orders_cents ON orders (cents);
