"""What it takes for a cut to pay, as it was measured (`npm run bench -- manim plays`)."""

# Pixels that a stretch draws at least: below, forking and the encoder's own start and end take too much of it.
STRETCH_PIXELS = 30 * 1920 * 1080
# A held frame is drawn once and then only encoded again: so much of a drawn one.
HELD = 0.12
