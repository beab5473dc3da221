"""The demonstration profile on a test server that does not sync: the tests kill the platform's process, not the database's."""

from config.settings.demo import *  # noqa: F403  # a profile builds on another, as those of config/settings do

RELAXED_SYNC = True
