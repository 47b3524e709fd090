"""The words of a prompt, and how many of CLIP's tokens they take."""
