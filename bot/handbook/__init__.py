"""The handbook: what law, rules and promises say of supply, each with date, document and mark."""
