"""What many games are worth to a seat. Mirrors `Aim.judge` of one game."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine.batch import Batch
from game.policy.aim import Aim


def judge_games(batch: Batch, seat: str, aim: Aim) -> NDArray[np.float64]:
    """Return the worth of each game as it stands."""
    ranks = [aim.ranks.get(each.id, 0.0) for each in batch.rules.endings]
    shares = np.zeros(batch.size)
    if aim.width > 0.0:
        shares = (batch.read_score(seat) - aim.low) / aim.width
    worths: NDArray[np.float64] = np.array([*ranks, 0.0])[batch.ending] + shares
    return worths
