"""The customer's page (网页): the same conversation in a browser, for who has no messenger."""
