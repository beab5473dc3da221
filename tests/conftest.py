"""What every test stands on. World-building lives beside the tests that need it."""

from hypothesis import settings

# The same examples on every machine, and no deadline: a slow machine is not a fault.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")
