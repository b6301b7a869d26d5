"""The service around the rule book."""
