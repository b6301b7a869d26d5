"""What the store keeps, as data: accounts, readings, bills, cases, staff."""
