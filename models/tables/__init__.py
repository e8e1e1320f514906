"""The tables by noun; rows stay inside `models`."""
