"""Issues: a problem that a unit cannot solve by itself goes to the leader's office or to supervision, and comes back answered."""
