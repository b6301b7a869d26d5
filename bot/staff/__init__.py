"""The staff desk: what staff forward becomes cases, and cases are seen through."""
