"""Scores: what each unit has earned and lost by a scheme that is data, with every event behind it. Units are ranked, people are not."""
