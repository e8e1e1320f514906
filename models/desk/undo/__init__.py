"""Takes back what was done."""
