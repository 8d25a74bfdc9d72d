"""Dates as texts print them, resolved from the day of publication."""
