# reifier record: what follows your own start-up files in its zsh: the hook, and what tells the recorder where each command
# begins and ends. It waits at most 0.2 s before a command, while the recorder copies the files that it may change.
[[ ${_reifier_state-} == @STATE@ ]] || typeset -g _reifier_pid=
[[ -r @STATE@/hook.zsh ]] && . @STATE@/hook.zsh

if [[ ${_reifier_pid-} == $$ ]]; then
  typeset -g _reifier_nonce=@NONCE@ _reifier_to=@FOLDER@/to _reifier_back=@FOLDER@/back
  typeset -gi _reifier_running=0

  _reifier_start() {
    builtin emulate -L zsh
    local back answer start=${_reifier_t0/[.,]/}
    _reifier_running=0
    # As the hook decides: what zsh would hide, a comment, or a line with a leading space is not for us.
    [[ $1 == [^[:space:]#]* && ( -z ${HISTORY_IGNORE-} || $1 != ${~HISTORY_IGNORE-} ) ]] || return 0
    _reifier_running=$(( _reifier_sequence + 1 ))
    exec {back}<>$_reifier_back || return 0
    builtin print -rn -- $_reifier_nonce$'\0C\0'$_reifier_sequence$'\0'$start[1,16]$'\0'$PWD$'\0@1\0'$PWD$'\0'${1//$'\0'/?}$'\0.\0'$_reifier_nonce$'\0S\0' 1<>$_reifier_to
    while builtin read -r -t 0.2 -u $back answer && [[ $answer != $_reifier_sequence ]]; do :; done
    exec {back}>&-
    builtin print -rn -- $'\e]133;C;k='$_reifier_nonce';n='$_reifier_sequence$'\a' >/dev/tty
  } 2>/dev/null

  _reifier_end() {
    local code=$?
    builtin emulate -L zsh
    (( _reifier_running )) || return 0
    local number=$(( _reifier_running - 1 )) recorded=0 end=${EPOCHREALTIME/[.,]/}
    (( _reifier_sequence >= _reifier_running )) && recorded=1
    _reifier_running=0
    builtin print -rn -- $'\e]133;D;k='$_reifier_nonce';n='$number$'\a' >/dev/tty
    builtin print -rn -- $_reifier_nonce$'\0D\0'$number$'\0'$code$'\0'$end[1,16]$'\0'$recorded$'\0'$PWD$'\0' 1<>$_reifier_to
    return 0
  } 2>/dev/null

  # Behind the hook's functions, before everybody else's.
  precmd_functions=(_reifier_precmd _reifier_end ${precmd_functions:#(_reifier_precmd|_reifier_end)})
  preexec_functions=(${preexec_functions:#_reifier_start} _reifier_start)
  builtin print -rn -- $_reifier_nonce$'\0R\0'$_reifier_id$'\0' 1<>$_reifier_to 2>/dev/null
fi
