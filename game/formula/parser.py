from __future__ import annotations
import re
from game.errors import FormulaError
from game.formula.tree import *
T=re.compile(r"\s*(?:(\d+(?:\.\d*)?|\.\d+)|([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*)|(<=|>=|==|!=|[-+*/()<>,]))")
def parse(text):
    toks=[];i=0
    text2=text.rstrip()
    while i<len(text2):
        m=T.match(text2,i)
        if not m: raise FormulaError("unexpected",i,i+1)
        k='n' if m[1] else 'w' if m[2] else 'o'
        v=m[1] or m[2] or m[3]
        toks.append((k,v,m.end()-len(v),m.end())); i=m.end()
    toks.append(('e','',i,i))
    p=[0]
    def peek(): return toks[p[0]][1] if toks[p[0]][0]!='n' else None
    def adv(): p[0]+=1; return toks[p[0]-1]
    def expect(v):
        if peek()!=v: raise FormulaError(f"expected {v}",*toks[p[0]][2:])
        adv()
    def cond():
        a=or_()
        if peek()=='if':
            adv(); c=or_(); expect('else'); b=cond()
            return Conditional(a,c,b,a.start,b.end)
        return a
    def or_():
        a=and_(); xs=[a]
        while peek()=='or': adv(); xs.append(and_())
        return a if len(xs)==1 else Logic('or',tuple(xs),a.start,xs[-1].end)
    def and_():
        a=not_(); xs=[a]
        while peek()=='and': adv(); xs.append(not_())
        return a if len(xs)==1 else Logic('and',tuple(xs),a.start,xs[-1].end)
    def not_():
        if peek()=='not':
            t=adv(); o=not_(); return Unary('not',o,t[2],o.end)
        a=sum_(); xs=[a]; ops=[]
        while peek() in ('<','>','<=','>=','==','!='): ops.append(adv()[1]); xs.append(sum_())
        return a if not ops else Comparison(tuple(xs),tuple(ops),a.start,xs[-1].end)
    def sum_():
        a=mul()
        while peek() in ('+','-'): o=adv()[1]; b=mul(); a=Binary(o,a,b,a.start,b.end)
        return a
    def mul():
        a=un()
        while peek() in ('*','/'): o=adv()[1]; b=un(); a=Binary(o,a,b,a.start,b.end)
        return a
    def un():
        if peek()=='-': t=adv(); o=un(); return Unary('-',o,t[2],o.end)
        if peek()=='+': adv(); return un()
        return atom()
    def atom():
        k,v,s,e=adv()
        if k=='n': return Number(float(v),s,e)
        if v=='(':
            a=cond(); expect(')'); return a
        if k=='w':
            if v in('true','false'): return Number(float(v=='true'),s,e,True)
            if v in ('and','or','not','if','else'): raise FormulaError(f"unexpected {v}",s,e)
            if peek()=='(':
                adv(); args=[cond()]
                while peek()==',': adv(); args.append(cond())
                en=toks[p[0]][3]; expect(')'); return Call(v,tuple(args),s,en)
            return Name(v,s,e)
        raise FormulaError("expected a value",s,e)
    r=cond()
    if toks[p[0]][0]!='e': raise FormulaError("unexpected",*toks[p[0]][2:])
    return r
