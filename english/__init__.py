"""The language without a scene: tokens, direct speech, verb forms, word lists."""
