"""Numbers of a text to what they count: of which batch, of which register, new or in all."""
