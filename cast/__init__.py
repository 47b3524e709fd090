"""The people of the whole novel: names, aliases, members, the narrator, the author's cast sheet."""
