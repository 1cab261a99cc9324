"""What an import would do, as a function of the parsed document and of what is there. Pure Python."""
