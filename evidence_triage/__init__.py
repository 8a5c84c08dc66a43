"""Evidence Triage: reads, searches, reviews and hands over seized material, offline, on one workstation."""

__version__ = "0.1.0"
