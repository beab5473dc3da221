"""What the invented people use to log in; valid in the demonstration profile only, because only it runs the story."""

DEMO_PASSWORD = "quandun-demo-2026"  # noqa: S105 - printed by the demonstration
