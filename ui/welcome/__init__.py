"""The page when no case is open: recent cases, a new one, the sample, signing in, verifying a bundle."""
