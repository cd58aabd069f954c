"""The web host on PostgreSQL: what a seat does in a browser, another host's process sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from game.exercise.database import open_engine
from game.exercise.exercise import Exercise
from game.exercise.phases import move_on, start
from game.exercise.readers import WHITE
from game.exercise.store import Store
from game.exercise.verification import verify
from tests.exercise.cluster import Cluster
from tests.exercise.conftest import TWO_BANKS
from tests.exercise.conftest import server as server
from tests.web.terminal import Terminal
from tests.web.visit import UNHURRIED, Visitor, served

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """The URL of a database that holds no exercise, and holds none afterwards."""
    yield server
    engine = open_engine(server)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("TRUNCATE exercise CASCADE"))
    engine.dispose()


async def test_an_order_from_a_browser_arrives(database: str, tmp_path: Path) -> None:
    """Rule: one database carries host, seats and white, each with connections of its own."""
    with served(tmp_path, UNHURRIED.format(scenario=TWO_BANKS), url=database) as stage:
        start(stage.exercise, WHITE)
        move_on(stage.exercise, WHITE)
        async with Visitor(stage.address) as visitor:
            status, _ = await visitor.join(stage.code("north"))
            assert status == 200
            await visitor.connect()
            await visitor.see("Hand in")
            await visitor.press("E")
            if await visitor.see("silence means", "✓ handed in") == "silence means":
                await visitor.press("y")
                await visitor.see("✓ handed in")
        with Store.open(database) as other:
            exercise = Exercise.find(other, "spring")
            assert set(exercise.standing().worlds["a"].submissions) == {"north"}
            assert verify(exercise).problems == ()


async def test_a_server_that_goes_and_comes_back_is_waited_for(tmp_path: Path) -> None:
    """Rule: seat, console, pages and host say so in words, and go on by themselves."""
    cluster = Cluster.start()
    try:
        text = UNHURRIED.format(scenario=TWO_BANKS)
        with served(tmp_path, text, url=cluster.url) as stage:
            start(stage.exercise, WHITE)
            move_on(stage.exercise, WHITE)
            control = ("exercise", "control", "spring", "--store", cluster.url)
            async with Visitor(stage.address) as visitor, Terminal(*control) as white:
                await visitor.join(stage.code("north"))
                await visitor.connect()
                await visitor.see("Hand in")
                await white.see("turn 1/")
                cluster.kill()
                await visitor.see("the server cannot be reached")
                await white.see("the server cannot be reached")
                await white.press("p")
                async with visitor.session.get(f"{stage.address}/alive") as answer:
                    assert answer.status == 503
                assert "cannot be reached just now" in await visitor.look()
                cluster.start_again()
                await visitor.see("its store can be used again")
                await white.see("its store can be used again")
                await white.press("p")
                await white.see("PAUSED")
                await white.press("p")
                await white.see("The clocks run on.")
                await visitor.press("E")
                if await visitor.see("silence means", "✓ handed in") == "silence means":
                    await visitor.press("y")
                    await visitor.see("✓ handed in")
            assert set(stage.exercise.standing().worlds["a"].submissions) == {"north"}
            assert verify(stage.exercise).problems == ()
        said = (tmp_path / "host.log").read_text()
        assert said.count("the server cannot be reached") == 1
        assert said.count("All goes on: clocks, injects and resolutions run.") == 1
        assert "Traceback" not in said
    finally:
        cluster.stop()
