"""The store over PostgreSQL, on a server that the tests start themselves."""
