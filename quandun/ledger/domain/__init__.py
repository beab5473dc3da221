"""The log's arithmetic in plain Python: leaf, tree, signed note."""
