from game.formula.names import FUNCTIONS, RESERVED, check_names
from game.formula.parser import parse
from game.formula.ranges import Interval, bound
from game.formula.single import Constant, Memo, Reader, Slot, compile_formula
from game.formula.tree import *
