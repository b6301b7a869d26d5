"""What is answered to whom. Knows no messenger."""
