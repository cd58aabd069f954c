"""White's console: its boards, and what is done there, a module for each thing it is done to."""
