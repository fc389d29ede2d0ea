"""Launches and what belongs to them: series, publications, topics, venues, events and their speakers.

The rows are in `models` and, of events, in `occasions`. Then a module for each thing:

- launches: `launches`, `hosts`, `host_invitations`, `leads`, `embargoes`, `launch_list`, `doing`;
- events: `events`, `event_lists`, `panels`, `listings`, `running_order` with `item_tables`, `item_words` and
  `item_strangers`, `ways_in`, `venues`, `event_files`, `neutral`;
- publications: `publications`, `versions`, `bylines`, `identifiers`, `all_series`, `topics`.

Alike for several: `addressing`, `ordering`, `cloning`, `discarding`, `merging`, `receipts`, `history`. What is typed is
understood in `typed`, `casting`, `recasting` by a table, and `suggestions`; in which zone things are told, `clocks`
says. How one thing leads to another: `belonging` for filters, `reach` for who may see, `touched` for what a change
reaches, `appearances`, `about`. What is derived: `whole`, `findable`, `instants`, `told`.
"""

from events.programme import reach as reach  # whoever knows the programme knows what is reached from it
