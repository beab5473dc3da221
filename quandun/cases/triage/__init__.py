"""Triage of matters (分流): the decision table as data, and what runs it."""
