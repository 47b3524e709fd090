"""What readers see: the proof sheet and the illustrated books."""
