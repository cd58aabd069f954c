"""Many games: two workers against one, and memory against the number of games."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

from measure import alternate, name_machine, tell

from game.lab.blocks import Block, prepare
from game.lab.executors import Crew
from game.lab.simulation import Watch, line_up, simulate
from game.scenario.source import read_bundle

ROUNDS = 3
FLAGSHIP = "hesitant-alignment"


def measure_games(crew: Crew, block: Block) -> float:
    """Return how many games a second a crew plays."""
    began = perf_counter()
    simulate(crew, "games", block, Watch())
    return block.games / (perf_counter() - began)


def compare_workers(policy: str, games: int) -> None:
    """Compare two workers with one, both at work in processes of their own."""
    bundle = read_bundle(FLAGSHIP)
    rules, _ = prepare(bundle)
    block = Block(bundle, None, line_up(rules, policy), 1, games)
    one, two = Crew(1), Crew(2)
    try:
        pair = alternate(
            lambda: measure_games(two, block), lambda: measure_games(one, block), ROUNDS
        )
    finally:
        one.close()
        two.close()
    tell(f"Two workers against one, {policy}, {games} games", pair, "games/s", "bar: at least 1.7")


def measure_memory(games: int) -> float:
    """Return the MiB that a simulation of the flagship needs at most, and its worker, with one."""
    command = ["simulate", FLAGSHIP, "--games", str(games), "--workers", "1", "--format", "csv"]
    code = (
        "import resource, sys; from game.cli import main; main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, encoding="utf-8", check=True
    )
    return int(done.stderr.split()[-1]) / 1024.0


def main() -> None:
    """Print the figures."""
    print(name_machine())
    compare_workers("coverage", 200)
    compare_workers("weights", 16_384)
    few, many = measure_memory(4_096), measure_memory(40_960)
    print(
        "Memory of ten times the games against memory of the games\n"
        f"  {many:,.0f} against {few:,.0f} MiB: {many / few:.2f} (bar: flat, below 1,024 MiB)"
    )


if __name__ == "__main__":
    main()
