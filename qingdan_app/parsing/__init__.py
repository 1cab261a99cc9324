"""Reading a responsibility list document into plain data (pure Python, standard library only)."""
