"""`python -m game` is the command `buffer-state`."""

from game.cli import run

if __name__ == "__main__":
    run()
