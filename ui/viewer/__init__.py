"""The item as people know it: mail, chat, text, pages, pictures; a file a kind. Nothing here decodes material."""
