"""What a rule is, and how many of them run over one text."""
