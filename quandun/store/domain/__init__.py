"""What bytes look like, in plain Python."""
