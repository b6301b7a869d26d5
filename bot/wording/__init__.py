"""From assessments and cases to sentences, through the catalogues in `locales/`."""
