"""The meaning of every operation, down to the order of its floating point operations.

Whatever computes formulas, for one game or for many, gives the bits that these functions give. They
use only what IEEE 754 rounds in one way everywhere: + − × ÷, square root, comparisons, floor and
rounding to even; no fused multiply-add and no reordering.

Operands are finite doubles and never −0.0, and so is every result: an operation that overflows
gives the largest double of its sign, and `+ 0.0` turns −0.0 into 0.0.
"""

from __future__ import annotations

import math
import sys

LARGEST = sys.float_info.max
"""Where every operation saturates."""


def saturate(value: float) -> float:
    """Return the value, or the largest double of its sign where it is infinite."""
    if value > LARGEST:
        return LARGEST
    if value < -LARGEST:
        return -LARGEST
    return value


def add(left: float, right: float) -> float:
    """Return left + right, saturated."""
    return saturate(left + right)


def subtract(left: float, right: float) -> float:
    """Return left − right, saturated."""
    return saturate(left - right)


def multiply(left: float, right: float) -> float:
    """Return left × right + 0.0, saturated; the product is rounded before the sum."""
    return saturate(left * right) + 0.0


def divide(left: float, right: float) -> float:
    """Return left ÷ right + 0.0, saturated; 0 where the divisor is 0."""
    return saturate(left / right) + 0.0 if right else 0.0


def negate(value: float) -> float:
    """Return 0.0 − value."""
    return 0.0 - value


def invert(value: float) -> float:
    """Return 1 where the value is 0, else 0."""
    return 0.0 if value else 1.0


def find_least(left: float, right: float) -> float:
    """Return the smaller of two; more are taken from left to right."""
    return right if right < left else left


def find_greatest(left: float, right: float) -> float:
    """Return the larger of two; more are taken from left to right."""
    return right if right > left else left


def clamp(value: float, low: float, high: float) -> float:
    """Return min(max(value, low), high); so `high` where low > high."""
    return find_least(find_greatest(value, low), high)


def ramp(value: float, low: float, high: float) -> float:
    """Return (value − low) ÷ (high − low) within 0 and 1; 0 where low = high; falls if low > high.

    Both differences and the quotient saturate, in this order.
    """
    share = divide(subtract(value, low), subtract(high, low))
    return 0.0 if share <= 0.0 else min(share, 1.0)


def take_absolute(value: float) -> float:
    """Return the value without its sign."""
    return abs(value)


def take_floor(value: float) -> float:
    """Return the largest whole number that is not above the value."""
    return value // 1.0


def take_root(value: float) -> float:
    """Return the square root; 0 of a negative number."""
    return math.sqrt(value) if value > 0.0 else 0.0


def take_round(value: float) -> float:
    """Return the nearest whole number, of two the even one; never −0.0."""
    return float(round(value))


def compare(operator: str, left: float, right: float) -> bool:
    """Tell whether a comparison holds, exactly, without a tolerance."""
    match operator:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "==":
            return left == right
        case _:
            return left != right
