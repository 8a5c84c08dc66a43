"""Text without a structure of its own."""
