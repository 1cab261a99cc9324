"""One rule of visibility, used for list, form, report, search, count and file."""
