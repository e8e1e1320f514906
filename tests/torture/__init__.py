"""Writers that are killed and power that is cut: nothing acknowledged is lost, and nothing is half there."""
