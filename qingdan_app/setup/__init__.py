"""Create-if-missing seeding, run on install and on migrate. Never overwrites an administrator's edits."""
