"""From records and facts to findings: the only way from an account to money."""
