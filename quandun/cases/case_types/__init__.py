"""One folder per case type (案件类型): manifest.py, access.csv, templates/, its documents. Independent of each other."""
