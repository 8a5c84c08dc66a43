"""Lists of items: one model that holds numbers only, one delegate that paints rows."""
