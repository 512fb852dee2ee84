"""The store's key: opening in the morning, and who holds it."""
