"""The benchmarks: what the app promises about speed, measured on this machine beside Frappe's own way.

Modules named after a benchmark run inside the bench's Python; `cli` and `serving` prepare and end what they need.
"""
