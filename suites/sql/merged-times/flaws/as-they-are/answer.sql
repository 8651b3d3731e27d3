SELECT room, begins, ends FROM uses WHERE ends IS NOT NULL
