"""Markdown files in, blocks, headings, chapters and scenes out."""
