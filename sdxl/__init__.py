"""Stable Diffusion XL through diffusers: models, memory plans, loading, encoding, drawing."""
