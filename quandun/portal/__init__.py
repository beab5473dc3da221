"""门户 portal: home, and the doors between rooms. Imports everything, is imported by nothing under quandun."""
