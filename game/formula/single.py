from __future__ import annotations
import math, operator
from dataclasses import dataclass
from typing import Any, Callable
from game.formula.tree import *
Reader=Callable[[list],float]
@dataclass(frozen=True, slots=True)
class Slot: index:int
@dataclass(frozen=True, slots=True)
class Constant: value:float
@dataclass(frozen=True, slots=True)
class Memo:
    index:int
    compute:Any
def interp(points):
    def f(x):
        if x<=points[0][0]: return points[0][1]
        for (a,b),(c,d) in zip(points,points[1:]):
            if x<=c: return b+(x-a)*((d-b)/(c-a))
        return points[-1][1]
    return f
def ramp(x,l,h):
    if l==h: return 0.0
    return min(max((x-l)/(h-l),0.0),1.0)
F={'min':min,'max':max,'abs':abs,'clamp':lambda x,a,b:min(max(x,a),b),'sqrt':lambda x: math.sqrt(x) if x>0 else 0.0,'floor':lambda x: float(math.floor(x)),'round':lambda x: float(round(x)),'ramp':ramp}
B={'+':operator.add,'-':operator.sub,'*':operator.mul,'/':lambda a,b:a/b if b else 0.0}
C={'<':operator.lt,'>':operator.gt,'<=':operator.le,'>=':operator.ge,'==':operator.eq,'!=':operator.ne}
def compile_formula(t,b,curves,ranges):
    go=lambda x: compile_formula(x,b,curves,ranges)
    if isinstance(t,Number): v=t.value; return lambda f:v
    if isinstance(t,Name):
        p=b[t.name]
        if isinstance(p,Constant): v=p.value; return lambda f:v
        i=p.index
        if isinstance(p,Slot): return lambda f:f[i]
        comp=p.compute
        def memo(f):
            x=f[i]
            if x is None: x=f[i]=comp(f)
            return x
        return memo
    if isinstance(t,Unary):
        o=go(t.operand)
        return (lambda f:-o(f)) if t.operator=='-' else (lambda f:0.0 if o(f) else 1.0)
    if isinstance(t,Binary):
        l,r,op=go(t.left),go(t.right),B[t.operator]
        return lambda f:op(l(f),r(f))
    if isinstance(t,Comparison):
        xs=[go(x) for x in t.operands]; ops=[C[o] for o in t.operators]
        def cmp(f):
            v=[x(f) for x in xs]
            return 1.0 if all(o(a,c) for o,a,c in zip(ops,v,v[1:])) else 0.0
        return cmp
    if isinstance(t,Logic):
        xs=[go(x) for x in t.operands]
        return (lambda f: 1.0 if all(x(f) for x in xs) else 0.0) if t.operator=='and' else (lambda f: 1.0 if any(x(f) for x in xs) else 0.0)
    if isinstance(t,Conditional):
        a,c,o=go(t.then),go(t.condition),go(t.otherwise)
        return lambda f:a(f) if c(f) else o(f)
    if isinstance(t,Call):
        xs=[go(x) for x in t.arguments]; fn=F.get(t.function) or interp(curves[t.function])
        return lambda f: fn(*[x(f) for x in xs])
