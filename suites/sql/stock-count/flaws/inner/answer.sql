SELECT b.article, b.pieces AS booked, c.pieces AS counted FROM booked b JOIN counted c ON c.article = b.article WHERE b.pieces <> c.pieces
