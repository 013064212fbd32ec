"""Layout findings: what a viewer would dislike of a scene, from its geometry and without a pixel.

`watch.LayoutWatch` is told of every play; `origins` knows where texts come from; `screen` takes the picture of a
moment; one file for each kind of finding looks at pictures; `tracks` joins what moments show to findings that last.
"""
