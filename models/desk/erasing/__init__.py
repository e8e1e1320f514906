"""Erases a customer: who he is and what he said, wherever the desk holds it; the journal stays whole."""
