"""What changes on sites that were set up with an earlier version. Each patch stands alone."""
