"""The reading of one scene: people, events, place, time, weather, mood, and everybody's looks."""
