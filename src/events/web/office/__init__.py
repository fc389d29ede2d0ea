"""The office: where organisers work. A handler is one page or one action."""
