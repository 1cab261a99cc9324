"""A cluster as the guide for operators describes it, on loopback, and what must hold on it: bin/test cluster."""
