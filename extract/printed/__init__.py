"""Numbers, ordinals and places as texts print them."""
