"""Text in, a filled draft out: what a press release says, each fact with the words it came from.

Nothing here knows the database or the clock. `files` makes text of what was uploaded, `source` finds the paragraphs
in it, `parts` says what each is for, and one module for each kind of fact reads it; `reading.read` calls them in turn.
"""
