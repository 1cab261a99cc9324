"""The demo city: Hangzhou's 2021 list and people to log in as. Nothing here runs on a production site."""
