"""The embedded engine: panels drawn from what was read of a scene. `engine.py` is the way in.

What is drawn is data: the tables in `artwork/` (places, things, poses, looks, light, lettering), read by `artwork.py`.

- who stands where: `stage` (all of it, from far to near), `layout` (everything on the stage), `staging` (the named
  people), `blocking` (side by side, and what makes room for them), `extras` (people without a name), `backdrops` (the
  things of a place), `camera` (the shots)
- how people look: `people` (words to looks), `skeleton` (looks and pose to joints), `figures` (joints to paint)
- what is around them: `sets` (which place), `rooms`, `land` and `sky` (its backdrop), `light` (hour, weather, mood)
- how it is drawn: `shapes` (the language of the tables), `painters` (shapes to paint), `canvas` (polygons to pixels)
- what others read of it: `maps` (whose each pixel is, joints, heads), `map_depth` (depth, lines), `layers` (OpenRaster)
- what frames it: `panel` (frame, caption strip, inset), `lettering` (the caption's typeface)
"""
