"""Widgets of the desk: each draws one frozen data class and decides nothing."""
