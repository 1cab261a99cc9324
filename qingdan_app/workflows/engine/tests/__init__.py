"""Tests of the pure approval engine."""
