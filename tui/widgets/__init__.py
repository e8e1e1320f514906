"""What screens and dialogs are made of: each draws what it is given and posts what was asked for."""
