"""Settings, urls, server and command line. Imports all rooms, is imported by none.

The SQLite that Debian 12 ships (3.40) has the WAL-reset fault (fixed in 3.51.3, 3.50.7, 3.44.6), so the
pysqlite3 wheel takes its place before anything can import the old one. `ledger` refuses an unsafe version.
"""

import sys

import pysqlite3

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
