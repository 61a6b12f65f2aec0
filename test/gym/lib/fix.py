"""fix.py SCENARIO_DIR DIR typed|literal|reference FILE
typed:     runs the session's fix lines (those expect.fix matches, taken from the end backwards), each
           {{var}} resolved just before its line runs; saves what was typed, with its folder, to FILE.
literal:   runs the lines saved in FILE as they are (what a tape recorder would replay).
reference: runs expect.reference, the generalised repair."""
import json, os, re, subprocess, sys
scn, d, mode, save = sys.argv[1:5]
ports = dict(re.findall(r"^(P\d)=(\d+)$", open(f"{d}/etc/ports").read(), re.M))
def text(name): return re.sub(r"\{\{(P\d)\}\}", lambda m: ports[m[1]], open(f"{scn}/{name}").read())
exp = json.loads(text("expect.json"))
env = dict(os.environ, GYM=d, LC_ALL="C.UTF-8", PAGER="cat", **{k: v.replace("$GYM", d) for k, v in exp.get("env", {}).items()})
for k in ("GYM_DIR", "http_proxy", "https_proxy"): env.pop(k, None)
if os.path.exists(f"{scn}/session.env"):
    for l in open(f"{scn}/session.env"):
        if "=" in l: k, v = l.strip().split("=", 1); env[k] = v.replace("$GYM", d).replace("$PATH", env["PATH"])
def sh(line, cwd):
    return subprocess.run(["bash", "-c", line], cwd=cwd, env=env, capture_output=True, text=True, timeout=60)
def run(line, cwd):
    # on a terminal, as typed (an editor asks for one)
    r = subprocess.run(["script", "-qefc", "bash -c " + __import__("shlex").quote(line) + "; r=$?; sleep 0.4; exit $r", "/dev/null"], cwd=cwd, env=env,
                       stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=90)
    print(f"    [{r.returncode}] {line}")
    return r.returncode
def fill(rec, cwd):
    line = rec["line"]
    for k, c in rec.get("vars", {}).items():
        v = sh(c, cwd).stdout.split()
        line = line.replace("{{%s}}" % k, v[0] if v else "0")
    return line
if mode == "typed":
    recs = [json.loads(l) for l in text("session.txt").splitlines() if l.strip()]
    alias = {}
    for r in recs:                      # an alias of the session stands for its text
        first, *rest = r["line"].split(" ", 1)
        if first in alias: r["line"] = " ".join([alias[first], *rest])
        m = re.match(r"alias (\w+)='([^']+)'$", r["line"])
        if m: alias[m[1]] = m[2]
    cwds, cwd = [], d
    for r in recs:                      # the folder each line was typed in
        cwds.append(cwd)
        m = re.match(r"cd (\S+)", r["line"])
        if m: cwd = cwds[-2] if m[1] == "-" else sh(f"cd {m[1]} && pwd", cwd).stdout.strip() or cwd
    pick, hi = [], len(recs)
    for rx in reversed(exp["fix"]):
        i = next((i for i in range(hi - 1, -1, -1) if re.search(rx, recs[i]["line"].replace("{{pid}}", "4242"))), None)
        if i is None: sys.exit(f"no session line matches fix {rx!r}")
        pick.insert(0, i); hi = i
    out, known = [], 0
    for i in pick:
        for r in recs[known:i]:         # what the session's shell was told before
            m = re.match(r"(\w+)=(\$\(.+\))$", r["line"])
            if m: env[m[1]] = sh(f"echo {m[2]}", d).stdout.strip()
        known = i
        line = fill(recs[i], cwds[i]); out.append({"line": line, "cwd": cwds[i]}); run(line, cwds[i])
    json.dump(out, open(save, "w"))
elif mode == "literal":
    for r in json.load(open(save)):
        m = re.match(r"kill .*?(\d+)$", r["line"])
        if m and os.path.exists(f"/proc/{m[1]}"): print(f"    (skipped, pid in use again) {r['line']}"); continue
        run(r["line"], r["cwd"])
else:
    for line in exp["reference"]: run(line, d)
