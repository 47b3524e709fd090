"""English text apart from any story: tokens, direct speech, verb forms, word lists, cue tables."""
