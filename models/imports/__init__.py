"""Takes cases in from the files that other systems export."""
