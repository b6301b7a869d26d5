"""The store's port over PostgreSQL: the same statements, for an office that outgrew one file."""
