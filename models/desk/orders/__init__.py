"""The use cases of baskets and orders."""
