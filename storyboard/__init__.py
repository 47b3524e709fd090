"""The embedded engine: drawn storyboard panels, by Pillow alone."""
