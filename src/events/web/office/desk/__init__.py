"""The first page of the office (`home`, `unsent` forms), and what looks over all of it.

Search (`found`, and `asked` for days and numbers), mail, the log (`logs`, `changes`), older versions (`returning`).
"""
