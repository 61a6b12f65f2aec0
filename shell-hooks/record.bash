# reifier record: the start-up file of its bash. Yours comes first, then the hook, then what tells the recorder where each
# command begins and ends. It waits at most 0.2 s before a command, while the recorder copies the files that it may change.
[[ -r ~/.bashrc ]] && . ~/.bashrc
[[ ${_reifier_state-} == @STATE@ ]] || _reifier_pid=
[[ -r @STATE@/hook.bash ]] && . @STATE@/hook.bash

if [[ ${_reifier_pid-} == "$$" ]]; then
  _reifier_nonce=@NONCE@ _reifier_to=@FOLDER@/to _reifier_back=@FOLDER@/back _reifier_running=0 _reifier_void=

  # The arithmetic notes the command's number in this shell; the rest runs beside it and prints the mark, behind all that
  # the person's own PS0 prints.
  _reifier_announce='${_reifier_void:0:_reifier_running=_reifier_sequence+1,0}$(_reifier_start)'

  _reifier_start() { if [[ -t 2 ]]; then _reifier_tell; else _reifier_tell >/dev/tty; fi; }

  # The hook itself writes the record into the pipe, and so decides whether this command may be known at all.
  _reifier_tell() {
    builtin local IFS=' ' answer back "number=$((_reifier_running - 1))" "_reifier_file=$_reifier_to"
    builtin set +euxET
    exec {back}<>"$_reifier_back"
    builtin printf '%s\0' "$_reifier_nonce" C "$number" "${_reifier_t0/[.,]/}" "$PWD" 1<>"$_reifier_to"
    _reifier_rc=0 _reifier_t1=$_reifier_t0 _reifier_ps=0
    _reifier_append "$_reifier_t0" c "${HISTCMD-0}"
    builtin printf '%s\0' "$_reifier_nonce" S 1<>"$_reifier_to"
    ((_reifier_sequence >= _reifier_running)) || return 0
    while builtin read -r -t 0.2 -u "$back" answer && [[ $answer != "$number" ]]; do :; done
    builtin printf '\e]133;C;k=%s;n=%s\a' "$_reifier_nonce" "$number"
  } 2>/dev/null

  # Right after the hook's own prompt function, which took the exit code.
  _reifier_end() {
    if ((_reifier_running)); then
      builtin local recorded=0 "number=$((_reifier_running - 1))"
      ((_reifier_sequence >= _reifier_running)) && recorded=1
      _reifier_running=0
      builtin printf '\e]133;D;k=%s;n=%s\a' "$_reifier_nonce" "$number" >/dev/tty
      builtin printf '%s\0' "$_reifier_nonce" D "$number" "$_reifier_rc" "${_reifier_t1/[.,]/}" "$recorded" "$PWD" 1<>"$_reifier_to"
    fi
    _reifier_announced
    return 0
  } 2>/dev/null

  # Behind the hook's own mark, where the person's settings let PS0 run anything.
  _reifier_announced() {
    [[ ${PS0-} == *_reifier_start* ]] || ! builtin shopt -q promptvars ||
      builtin printf -v PS0 %s "${PS0-}$_reifier_announce"
  }

  _reifier_others=()
  for _reifier_command in "${PROMPT_COMMAND[@]}"; do
    case $_reifier_command in '' | _reifier_*) ;; *) _reifier_others+=("$_reifier_command") ;; esac
  done
  if ((${#_reifier_others[@]})); then
    PROMPT_COMMAND=(_reifier_prompt _reifier_end "${_reifier_others[@]}" _reifier_ready)
  else
    # What assigns PROMPT_COMMAND later only takes the first place.
    PROMPT_COMMAND=([1]=_reifier_prompt [2]=_reifier_end [3]=_reifier_ready)
  fi
  unset _reifier_others _reifier_command
  _reifier_announced
  builtin printf '%s\0' "$_reifier_nonce" R "$_reifier_id" 1<>"$_reifier_to" 2>/dev/null
fi
