"""What runs a tape over many games: NumPy always, compiled code where it is ready."""
