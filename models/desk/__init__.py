"""The use cases of the desk, one transaction each."""
