"""`quandun demo`: one invented matter taken from report to assessment through the rooms' front doors, then the site.

The names come from the city's demo.yaml; every date comes from `law` or is the day somebody acts. A killed demo goes on
where it stopped: each act is done under a key of its own and has one effect.
"""
