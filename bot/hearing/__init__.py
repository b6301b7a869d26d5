"""From a customer's text to intents and entities."""
