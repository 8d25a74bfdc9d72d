"""The web to Articles: outlets, HTTP manners, page text and dates."""
