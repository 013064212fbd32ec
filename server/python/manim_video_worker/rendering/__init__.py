"""What a render adds to Manim's own: how frames are encoded, and where a scene that is shown in part ends."""
