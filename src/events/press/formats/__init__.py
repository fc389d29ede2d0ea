"""The formats of a release: each is written from the same `Sheet`, so none can say what another does not."""
