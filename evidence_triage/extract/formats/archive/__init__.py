"""Archives and compressed files: their members are items of their own."""
