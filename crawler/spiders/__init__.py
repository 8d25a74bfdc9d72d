"""One declarative file an outlet."""
