"""Who is reminded of what, and when (提醒): by rules that are data, each person once a day."""
