"""The desktop: a Qt window over the engine's front doors. Nothing in `evidence_triage` knows it."""
