"""What is asked over a screen, one question a file."""
