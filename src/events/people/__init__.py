"""Organisations, persons, the posts they hold, and what is said of them for the press.

`organisations`, `persons`, `press_contacts` and `cautions` keep them; `directory` finds whom a typed name means,
`duplicates` who may be one, and `nearest` whose names are like it; `names` knows what texts leave out of one,
`beside_names` the letters and offices that are no part of one, `surnames` how one is sorted and turned, `phones` how
numbers are kept and read out, `accents` how the colour of a house reads. People who come many at once are read by
`pasting` from lines (`person_lines`; `posts` tells a role from an organisation) and by `sheets` from tables
(`person_rows`; `headings` tells what a column means), both into what `pasted` keeps; `several` takes them in.
"""
