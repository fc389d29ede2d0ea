"""Text in, a filled draft out: what a press release says, each fact with the words it came from.

Nothing here knows the database or the clock. `files` makes a text of an upload, `layout` finds lines, paragraphs and
parts in a text, `words` knows names, days and places wherever they stand; then one folder for each thing that is told
of reads its facts, and `doubts` says what is kept and what is marked. `reading.read` calls them in turn.
"""
