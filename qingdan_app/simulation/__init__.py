"""A simulated year: what the people of a city do on which day, and the app moved through it day by day."""
