"""Conversations exported as text."""
