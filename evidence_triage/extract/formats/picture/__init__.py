"""Pictures: what their metadata tell; their text comes from OCR, later."""
