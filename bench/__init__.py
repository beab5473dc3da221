"""Figures that depend on the machine: run by hand, kept in `docs/figures.md` with date, machine and command; no test asserts a time."""
