"""The models: rules, desk, import."""
