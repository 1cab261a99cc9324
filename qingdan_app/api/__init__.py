"""The addresses of the app: thin typed doors that ask for permission and hand on to the room. Files may move, these stay."""
