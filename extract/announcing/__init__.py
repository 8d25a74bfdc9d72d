"""The facts of one article to the announcements that it makes."""
