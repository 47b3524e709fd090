"""One scene read: who is meant, what happens, where, when, in what weather and mood, and how everybody looks."""
