"""Public bytes: made once by the ordinary handler, answered from memory until a change or a moment makes them others.

`asked` reads what a request wants, `encodings` and `validators` know content codings and entity tags; `pages` are bytes
with the stretch of time for which they hold; `layer` stands in front of the application and answers from them.
"""
