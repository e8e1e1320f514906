"""What an agent works on, one screen a file; none knows another."""
