"""What the office knows of an account."""
