"""Rules of the plan ledger in plain Python: reading a plan, checking a city folder's plan and register goals."""
