"""What is asked of a store: one office's records, cases and messages, in one transaction."""
