"""泉盾 Quandun: the open platform on which a city runs its protection of intellectual property.

Rooms stand in the order a matter travels; see docs/map.md.
"""
