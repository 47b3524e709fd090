"""The author's files: the plan, prompt files, pictures, claims, logs and takes."""
