"""How a site runs, told to whoever runs it: what its machines break of what the app promises, how it is, and its figures."""
