"""The interfaces: terminal and web chat."""
