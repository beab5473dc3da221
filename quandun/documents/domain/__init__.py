"""Rules of documents in plain Python: which characters the fonts have, and from template and facts to the bytes of a PDF."""
