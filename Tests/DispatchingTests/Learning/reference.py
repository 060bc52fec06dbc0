# Makes reference.json, beside the tests that read it, in another way than the program: scipy's Wilson intervals and beta quantiles,
# and the mixed model solved among observations (V inverse) instead of among effects. Run here: python3 reference.py
import numpy as np, json
from scipy import stats
from scipy.stats import binomtest
out={"wilson":[], "beta":[], "model":{}}
for k,n in [(0,1),(1,1),(0,10),(7,10),(10,10),(89,100),(1,1000),(740,1000)]:
    ci=binomtest(k,n).proportion_ci(0.95,method='wilson')
    out["wilson"].append([k,n,ci.low,ci.high])
for a,b in [(0.5,0.5),(0.5,10.5),(2,3),(20.3,4.7),(150,50),(1000.5,3000.5),(40000.5,7.5),(60000.5,60000.5)]:
    for p in [0.05,0.5,0.95]:
        out["beta"].append([p,a,b,stats.beta.ppf(p,a,b)])
# Mixed model: V = sum_g v_g Z_g Z_g' + s2 I ; u = G Z' V^-1 y ; cov = G - G Z' V^-1 Z G; EM as the program documents it
groups=[(0.25,np.inf),(0.15,4),(0.2,4),(0.12,4)]; noise=(0.35,6)
obs=[]
rng=np.random.default_rng(5)
for i in range(60):
    p=["ac","fridge"][i%2]; f=p+"/"+["a","b","c"][i%3]; t=["t1","t2","t3","t4"][(i*7)%4]
    y=0.1+{"ac":0.1,"fridge":-0.05}[p]+(0.3 if f=="ac/b" else 0)+(0.2 if t=="t2" else 0)+rng.normal(0,0.3)
    obs.append((round(float(y),6),["",p,f,t]))
cols=[]; grp=[]
for g in range(4):
    for l in sorted({o[1][g] for o in obs}): cols.append((g,l)); grp.append(g)
Z=np.array([[1.0 if o[1][g]==l else 0 for g,l in cols] for o in obs]); y=np.array([o[0] for o in obs])
v=[g[0]**2 for g in groups]; s2=noise[0]**2
for r in range(41):
    G=np.diag([v[g] for g in grp]); V=Z@G@Z.T+s2*np.eye(len(y)); Vi=np.linalg.inv(V)
    u=G@Z.T@Vi@y; C=G-G@Z.T@Vi@Z@G
    if r==40: break
    e=y-Z@u
    s2n=(noise[1]*noise[0]**2+e@e+np.trace(Z@C@Z.T))/(noise[1]+len(y))
    for g,(sp,w) in enumerate(groups):
        if np.isinf(w): continue
        idx=[i for i in range(len(cols)) if grp[i]==g]
        v[g]=(w*sp**2+sum(u[i]**2+C[i,i] for i in idx))/(w+len(idx))
    s2=s2n
def sm(levels):
    idx=[i for i,(g,l) in enumerate(cols) if levels[g]==l]
    miss=sum(v[g] for g,l in enumerate(levels) if l is not None and (g,l) not in cols)
    return [float(u[idx].sum()), float(np.sqrt(C[np.ix_(idx,idx)].sum()+miss))]
out["model"]={"observations":[{"value":o[0],"levels":o[1]} for o in obs],"noise":float(np.sqrt(s2)),
 "sums":[{"levels":l,"value":sm(l)[0],"deviation":sm(l)[1]} for l in [["",None,None,None],["","ac","ac/b",None],["","fridge","fridge/c",None],[None,None,None,"t2"],[None,None,None,"t9"],["","ac","ac/z","t1"]]]}
json.dump(out,open("reference.json","w"),indent=1)
