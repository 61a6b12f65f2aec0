# reifier record: the start-up file of its bash. Yours comes first, then the hook, then what tells the recorder where each
# command begins and ends. It waits at most 0.2 s before a command, while the recorder copies the files that it may change.
[[ -r ~/.bashrc ]] && . ~/.bashrc
[[ ${_reifier_state-} == @STATE@ ]] || _reifier_pid=
[[ -r @STATE@/hook.bash ]] && . @STATE@/hook.bash

if [[ ${_reifier_pid-} == "$$" ]]; then
  _reifier_nonce=@NONCE@ _reifier_to=@FOLDER@/to _reifier_back=@FOLDER@/back _reifier_running=0

  # The arithmetic notes the command's number in this shell; the rest runs beside it, and what it prints is nothing.
  _reifier_announce='${_reifier_void:0:$((_reifier_running=_reifier_sequence+1,0))}$(_reifier_start)'

  _reifier_start() {
    builtin local IFS=' ' HISTTIMEFORMAT= answer back "number=$((_reifier_running - 1))"
    builtin set +exET
    _reifier_shown || return 0
    exec {back}<>"$_reifier_back"
    {
      builtin printf '%s\0' "$_reifier_nonce" C "$number" "$_reifier_t0" "$PWD"
      builtin history 1
      builtin printf '\0'
    } 1<>"$_reifier_to"
    while builtin read -r -t 0.2 -u "$back" answer && [[ $answer != "$number" ]]; do :; done
    builtin printf '\e]133;C;k=%s;n=%s\a' "$_reifier_nonce" "$number" >/dev/tty
  } 2>/dev/null

  # Right after the hook's own prompt function, which took the exit code.
  _reifier_end() {
    if ((_reifier_running)); then
      builtin local recorded=0 "number=$((_reifier_running - 1))"
      ((_reifier_sequence >= _reifier_running)) && recorded=1
      _reifier_running=0
      builtin printf '\e]133;D;k=%s;n=%s\a' "$_reifier_nonce" "$number" >/dev/tty
      builtin printf '%s\0' "$_reifier_nonce" D "$number" "$_reifier_rc" "$_reifier_t1" "$recorded" "$PWD" 1<>"$_reifier_to"
    fi
    [[ ${PS0-} == *_reifier_start* || :$BASHOPTS: != *:promptvars:* ]] || builtin printf -v PS0 %s "${PS0-}$_reifier_announce"
    return 0
  } 2>/dev/null

  PROMPT_COMMAND=(_reifier_prompt _reifier_end "${PROMPT_COMMAND[@]:1}")
  PS0=${PS0-}$_reifier_announce
  builtin printf '%s\0' "$_reifier_nonce" R "$_reifier_id" 1<>"$_reifier_to" 2>/dev/null
fi
