"""Working time of the site: the one calendar and clock."""
