"""Sources: one file a dataset, each turning a publisher's bytes into observations."""
