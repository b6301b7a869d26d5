"""A complaint's life: what was asked, what was found, what is promised by when."""
