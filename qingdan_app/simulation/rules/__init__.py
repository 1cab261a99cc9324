"""Pure rules of the simulated year: who does what on which day, as plain data."""
