"""Handing over: what goes and what is held back is seen before it is made; then a receipt, and the verifier at any time."""
