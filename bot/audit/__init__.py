"""The audit: finds in an office's exports the accounts that will be tomorrow's complaints."""
