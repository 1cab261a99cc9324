"""Tasks and progress reports on paper."""
