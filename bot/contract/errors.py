"""What is wrong with how the office was set up."""


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it and says what to do."""
