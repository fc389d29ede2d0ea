"""Launch Events: one launch is one set of facts, and everything shown of it is derived from them."""
