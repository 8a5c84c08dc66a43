"""Inside the walls: bytes become pages, pixels and clean PDF. Nobody imports this; `sandbox` runs it by task name.

- `pages`: how many pages there are, and one of them as pixels with the boxes of its words.
- `pictures`: a picture as pixels, upright.
- `setting`: text set as pages, with its heading; every script, searchable.
- `cleaning`: someone else's PDF made into pages that can do nothing.
- `office`: an office file made into pages by LibreOffice, where it is installed.
- `merging`: many PDFs made into one, with index, bookmarks, links and page stamps.
"""
