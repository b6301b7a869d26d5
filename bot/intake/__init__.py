"""Reads one export file of the office's marketing system and stores its records."""
