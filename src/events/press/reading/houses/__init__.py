"""The organisations behind a release: who they are, what they are called, how they describe themselves."""
