"""The pages for everybody: no account, no cookie, no JavaScript needed."""
