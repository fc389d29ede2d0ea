"""The office: where organisers work. A handler is one page or one action; a folder is what they work on.

Every request: its line in `routes`, the `guard`, `finding` what its address names, then `page` to answer.
Every action with a page that says what will happen: `actions`, `effects`, `looking_over`, `discards`, `removals`;
`reaching` says the same of what a form saves and the log brings back.
Whatever an action does, at its end `early` asks before a secret becomes known, and `keeping` keeps what was not taken.
Beside them: `ways` and `openly` for links, `known` for suggestions, `uploading`, `notices`, `moved`, `moments`,
`addressed` for whatever an address names.
"""
