"""Inside the walls: bytes to text, metadata and parts. Nobody imports this station; it is called by task name.

- `task.run` answers IDENTIFY and EXTRACT; `identify` tells the kind by content; `fallback` is the ladder of readers.
- `Source` and `Output` are all that a reader sees; `formats/` holds a file a format.
"""
