"""After the exercise: its facts, the comparison of worlds, the report, the replay, the exports."""
