"""Takes orders in from the files that tills and other systems export."""
