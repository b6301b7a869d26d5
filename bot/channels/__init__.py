"""Where messages come from and go to. Another messenger would be one more package here."""
