"""The tests mirror `tui` and `models`; `rig` holds what they stand on."""
