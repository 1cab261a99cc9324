"""Sets up, runs and tests a Frappe bench for this app.

Plain Python, standard library only: it runs before any virtual environment exists.
"""
