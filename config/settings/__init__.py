"""Profiles: dev, demo, test, production. Each variable is read once, in `reader`."""
