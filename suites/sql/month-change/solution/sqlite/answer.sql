SELECT t.shop, t.month, t.cents - p.cents AS change FROM takings t
LEFT JOIN takings p ON p.shop = t.shop AND p.month = date(t.month, '-1 month')
