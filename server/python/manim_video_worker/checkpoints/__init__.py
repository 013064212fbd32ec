"""Statement checkpoints: a check leaves forks of itself between the statements of a scene.

The next run of nearly the same text starts at the last of them before the edit. Linux only: elsewhere each is whole.
"""
