"""What tests stand on: pictures of screens, and a real terminal."""
