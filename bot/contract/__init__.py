"""What travels between a channel, the counter and the rooms behind it. Imports nothing of ours."""
