"""`quandun city`: people's commands, with every room's part of the folder joined in."""

import argparse

from config.city_parts import register_checks
from quandun.people import commands


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `city` after joining the parts."""
    register_checks()
    commands.add_arguments(sub)
