"""What the facts of a running site mean for its promises. Pure: facts in, findings out."""
