"""What is wrong with how the office was set up."""


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it and says what to do."""


class NotInstalledError(Exception):
    """Something that comes with an extra of the package; the message is the extra's name."""
