"""What Git calls before a commit; .pre-commit-config.yaml names it. Standard library only."""
