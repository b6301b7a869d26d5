"""SQL, behind small repositories. No other package writes SQL."""
