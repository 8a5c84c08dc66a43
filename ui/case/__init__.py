"""What is in the case and how it is going: sources, the ledger that adds up, live reading, the review's progress."""
