"""Office documents, spreadsheets and presentations."""
