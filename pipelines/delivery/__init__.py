"""Deliveries: an alert and a channel in, one try and what came of it out."""
