CREATE INDEX orders_cents ON orders (cents)
