"""What a case teaches: practice with a customer who is not one, and questions from the book."""
