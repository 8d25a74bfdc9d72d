"""A text as printed to a form that rules can read: tables, wrapped lines, furniture."""
