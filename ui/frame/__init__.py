"""What stands round the places: rail, status bar, command palette, overlay of keys, notices."""
