#!/bin/bash
# verify.sh [scenario...]: proves every scenario without the product. Results: $GYM_RESULTS (results.tsv under $GYM_BASE)
# Per scenario: setup; check ok; the healthy log does not match alert.txt; break; check fails; the alert is in the
# log; the session's fix lines heal; the log goes quiet; break again; the literal lines of the first repair are
# replayed (must heal when expect.replayable, must not when it is false, then expect.reference must); stop leaves
# no process, no port and no mount.
here=$(cd "$(dirname "$0")" && pwd); export LC_ALL=C.UTF-8
base=${GYM_BASE:-${TMPDIR:-/tmp}/gym-verify}; mkdir -p "$base"; chmod 755 "$base"
res=${GYM_RESULTS:-$base/results.tsv}; bad=0
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN{printf "%.1f", b-a}'; }
size() { stat -c %s "$1"; }
list=()
for s in "${@:-}"; do mapfile -t -O ${#list[@]} list < <(cd "$here" && ls -d $([ -n "$s" ] && echo "${s%/}"* || echo '[0-9]*')); done
[ $# -gt 0 ] || printf 'scenario\tsetup_s\tcheck_fails_s\talert_s\ttyped_fix_s\tliteral_replay\treference\tleft_over\tresult\n' > "$res"
for s in "${list[@]}"; do
  S=$here/$s D=$base/${s%%-*}; tape=$base/${s%%-*}.tape; msg=; lit=-; ref=-; tb=-; ta=-; tf=-; left=-
  echo "== $s"
  t=$(now); ts=-
  go() {
    "$S/setup.sh" "$D" >"$base/out.log" 2>&1 || { msg="setup failed: $(tail -1 "$base/out.log")"; return; }
    ts=$(since "$t"); L=$D/$(cat "$S/log")
    "$S/check.sh" "$D" || { msg="check fails on a healthy service"; return; }
    "$S/setup.sh" "$D" >"$base/out.log" 2>&1 || { msg="second setup failed"; return; }
    sleep 3
    python3 "$here/lib/alertwait.py" "$S" "$D" 0 0 && { msg="healthy log matches alert.txt"; return; }
    o=$(size "$L"); t=$(now)
    "$S/break.sh" "$D" || { msg="break failed"; return; }
    for i in $(seq 60); do "$S/check.sh" "$D" 2>/dev/null || { tb=$(since "$t"); break; }; sleep 0.3; done
    [ "$tb" != - ] || { msg="check still ok after break"; return; }
    # seconds from break.sh's start to the alert line, measured again from the log
    a=$(python3 "$here/lib/alertwait.py" "$S" "$D" "$o" 30) || { msg="no alert line"; return; }
    ta=$(since "$t"); echo "  alert: ${a:0:200}"
    sleep 1.5; "$S/check.sh" "$D" 2>/dev/null && { msg="healed by itself"; return; }
    t=$(now); python3 "$here/lib/fix.py" "$S" "$D" typed "$tape" || { msg="fix lines"; return; }
    for i in $(seq 15); do "$S/check.sh" "$D" 2>/dev/null && { tf=$(since "$t"); break; }; sleep 0.5; done
    [ "$tf" != - ] || { msg="typed fix does not heal"; return; }
    sleep 2.5; o=$(size "$L")
    python3 "$here/lib/alertwait.py" "$S" "$D" "$o" 3 && { msg="alert again after the fix"; return; }
    o=$(size "$L")
    "$S/break.sh" "$D" || { msg="second break failed"; return; }
    sleep 0.5; "$S/check.sh" "$D" 2>/dev/null && { msg="second break did not break"; return; }
    python3 "$here/lib/alertwait.py" "$S" "$D" "$o" 30 >/dev/null || { msg="no second alert"; return; }
    if [ "$(jq .replayable "$S/expect.json")" = false ] && [ -e "$S/session.env" ]; then
      echo "    (literal: an editor stub without a terminal)"; PATH=$D/bin:$PATH bash -c "$(jq -r '.[0].line' "$tape")" </dev/null >/dev/null 2>&1
    else python3 "$here/lib/fix.py" "$S" "$D" literal "$tape"; fi
    lit=no; for i in 1 2 3 4 5 6; do "$S/check.sh" "$D" 2>/dev/null && { lit=heals; break; }; sleep 0.5; done
    if [ "$(jq .replayable "$S/expect.json")" = true ]; then
      [ $lit = heals ] || { msg="replayable but the literal replay does not heal"; return; }
    else
      [ $lit = no ] || { msg="not replayable but the literal replay heals"; return; }
      python3 "$here/lib/fix.py" "$S" "$D" reference -
      ref=no; for i in 1 2 3 4 5 6 7 8; do "$S/check.sh" "$D" 2>/dev/null && { ref=heals; break; }; sleep 0.5; done
      [ $ref = heals ] || { msg="the reference repair does not heal"; return; }
    fi
  }
  go
  "$S/stop.sh" "$D" || msg="${msg:-stop failed}"
  for i in $(seq 12); do left=$(python3 "$here/lib/leftover.py" "$D" | wc -l); [ "$left" = 0 ] && break; sleep 0.3; done
  mount | grep -qF " $D/" && left="$left+mount"
  [ "$left" = 0 ] || msg="${msg:-left over: $left}"
  [ -z "$msg" ] && r=ok || { r="FAIL: $msg"; bad=$((bad + 1)); }
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$s" "$ts" "$tb" "$ta" "$tf" "$lit" "$ref" "$left" "$r" | tee -a "$res"
done
echo "failed: $bad"; exit $((bad > 0))
