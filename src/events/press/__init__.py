"""The press room: releases, their parts and formats, and who reads them when.

- A release is written: `drafts`, `writing`, `noting`, `marking_up`, `enclosing`, `pins`; `older` words, `differences`.
- It is read: `releases`; `story` and `sheet` are what it says, `formats/` how; `reach`, `shown`, `naming`, `findable`.
- A text becomes a launch: `reading/` makes a draft of it, `bare_lists` knows mere lists, `orders_within` the running
  order of a release, `crew_words` what of one is not for everybody, `taking_in` makes the rows.
- It is looked over: `preflight/`, with `answering` for links to our own pages.
- It is signed off: `asking` whom, `approvals`, `approval_letters`; `subjects` are the words, `standings` how it stands,
  `reopening` and `adopting` what an edit and a suggestion do, `waiting` what is still to be done.

Nothing is imported here: what reads a text is started in a process of its own, and is to start quickly.
"""
