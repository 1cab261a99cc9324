"""The end of a list: it is closed with a report, and what runs on goes into a later one."""
