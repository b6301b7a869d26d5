"""The API for other systems of the company: /api/v1, described by its own OpenAPI document."""
