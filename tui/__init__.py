"""The console: draws views and asks for actions; it owns no rule and no SQL."""
