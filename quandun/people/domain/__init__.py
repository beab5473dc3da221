"""Rules of people in plain Python: access tables, bearer links, the city folder."""
