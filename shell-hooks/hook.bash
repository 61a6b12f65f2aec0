# reifier: keeps a record of what is typed here. Starts no process, changes no setting of yours, never fails a prompt.
# Each command appends one record to a spool file of this shell; `reifier` takes it in. Needs bash 5.1 or newer.
if [[ $- == *i* && ${_reifier_pid-} != "$$" ]] &&
  (( BASH_VERSINFO[0] > 5 || (BASH_VERSINFO[0] == 5 && BASH_VERSINFO[1] >= 1) )); then

  _reifier_pid=$$ _reifier_state=@STATE@ _reifier_void= _reifier_t0= _reifier_text=
  _reifier_id=bash.$$.${EPOCHREALTIME/[.,]/} _reifier_sequence=0 _reifier_seen=0 _reifier_umask=
  _reifier_number=${HISTCMD-0}
  _reifier_file=$_reifier_state/spool/$_reifier_id.0.rec

  # The arithmetic runs in this shell when a command is about to start, and expands to nothing.
  _reifier_mark='${_reifier_void:0:$((_reifier_t0=${EPOCHREALTIME/[.,]/},0))}'

  _reifier_safe() { [[ -d $_reifier_state/spool && -O $_reifier_state/spool && ! -L $_reifier_state/spool && ! -L $_reifier_state ]]; }

  # A new file is made with mode 0600: the umask is read from the kernel, because $(umask) would start a process.
  _reifier_create() {
    local key value IFS=$' \t'
    _reifier_umask=
    [[ -r /proc/$$/status ]] && while read -r key value; do
      [[ $key == Umask: ]] && { _reifier_umask=$value; break; }
    done </proc/$$/status
    [[ $_reifier_umask ]] && umask 077
    : >>"$1"
    [[ $_reifier_umask ]] && umask "$_reifier_umask"
  } 2>/dev/null

  # Puts the last entry into _reifier_text by way of a file that has no name any more; nothing where there is no /proc.
  _reifier_recall() {
    local wide
    printf -v wide '%70000s' ''
    _reifier_text=
    { HISTTIMEFORMAT= builtin history 1 >/proc/self/fd/9 && IFS= read -r -d '' _reifier_text </proc/self/fd/9; } 9<<<"$wide"
    _reifier_text=${_reifier_text%$'\n'}
    [[ $_reifier_text =~ ^' '*[0-9]+[*' ']' '(.*)$ ]] && _reifier_text=${BASH_REMATCH[1]} || _reifier_text=
  } 2>/dev/null

  # May the last entry be written? Not when it was hidden: by a leading space, by HISTCONTROL or by HISTIGNORE.
  _reifier_shown() {
    local control=:${HISTCONTROL-}: number=${HISTCMD-0} before=$_reifier_text
    local moved=0
    [[ $number != "$_reifier_number" ]] && moved=1
    if [[ $control == *:erasedups:* ]]; then
      _reifier_recall
      [[ $_reifier_text && $_reifier_text != ' '* ]] || return 1
      (( moved )) || [[ $_reifier_text != "$before" ]]
    elif [[ $control == *:ignorespace:* || $control == *:ignoreboth:* || ${HISTIGNORE-} ]]; then
      (( moved ))
    elif (( ! moved )); then
      [[ $control == *:ignoredups:* && -o history ]]
    elif (( ${number//[!0-9]/} <= 5000 )) && ! fc -l ' ' ' ' >/dev/null; then
      true # no entry at all starts with a space
    else
      _reifier_recall
      [[ $_reifier_text && $_reifier_text != ' '* ]]
    fi
  } 2>/dev/null

  _reifier_append() {
    [[ -e $_reifier_file ]] || _reifier_create "$_reifier_file"
    [[ -O $_reifier_file && -f $_reifier_file && ! -L $_reifier_file ]] || return 0
    {
      printf '\0@1\t%s\t%s\t%s\t%s\t%s\t%s\0%s\0' "$_reifier_sequence" "$1" "$2" "$3" "$4" "${_reifier_ps[*]}" "$PWD"
      HISTTIMEFORMAT= builtin history 1
      printf '\0.\0'
    } 2>/dev/null >>"$_reifier_file"
    (( ++_reifier_sequence % 200 )) || _reifier_file=$_reifier_state/spool/$_reifier_id.$((_reifier_sequence / 200)).rec
  }

  _reifier_notices() {
    local file=$_reifier_state/notices number text
    [[ -s $file && -f $file && -O $file && ! -L $file ]] || return 0
    while IFS=$'\t' read -r number text; do
      case $number in '' | *[!0-9]* | ????????????????*) continue ;; esac
      (( 10#$number > _reifier_seen )) || continue
      _reifier_seen=$((10#$number))
      text=${text//[[:cntrl:]]/}
      printf '%s\n' "${text:0:120}"
    done 2>/dev/null <"$file"
  }

  # First of PROMPT_COMMAND: what was typed has ended.
  _reifier_prompt() {
    _reifier_rc=$? _reifier_ps=("${PIPESTATUS[@]}") _reifier_t1=${EPOCHREALTIME/[.,]/}
    { local - && set +exu; } 2>/dev/null
    local IFS=' ' kind=c
    if _reifier_safe; then
      if [[ $_reifier_t0 ]]; then
        _reifier_shown && _reifier_append "$_reifier_t0" "$_reifier_t1" "$_reifier_rc" "$kind"
      elif [[ ${HISTCMD-0} != "$_reifier_number" ]]; then
        # An entry that ran nothing (a typed comment, a syntax error), or PS0 is not ours any more.
        [[ ${PS0-} == *_reifier_t0* ]] && kind=n || kind=u
        _reifier_shown && _reifier_append '' "$_reifier_t1" "$_reifier_rc" "$kind"
      fi
      _reifier_notices
    fi
    _reifier_t0=
    return 0
  }

  # Last of PROMPT_COMMAND: from here on only the person adds to the history; puts back what an rc file replaced.
  _reifier_ready() {
    { local - && set +exu; } 2>/dev/null
    _reifier_number=${HISTCMD-0}
    if shopt -q promptvars; then
      [[ ${PS0-} == *_reifier_t0* ]] || PS0=$_reifier_mark${PS0-}
    elif [[ ${PS0-} == *_reifier_t0* ]]; then
      PS0=${PS0/"$_reifier_mark"/}
    fi
    [[ " ${PROMPT_COMMAND[*]-} " == *_reifier_prompt* ]] || PROMPT_COMMAND=(_reifier_prompt "${PROMPT_COMMAND[@]}")
    return 0
  }

  # What this shell is, once: the observer tells by it which terminal this was and when the shell is gone.
  _reifier_introduce() {
    local file=$_reifier_state/spool/$_reifier_id.shell stat= rest= container=
    [[ -r /proc/$$/stat ]] && IFS= read -r stat </proc/$$/stat
    rest=${stat##*) }
    [[ -e /.dockerenv || -e /run/.containerenv ]] && container=yes
    _reifier_create "$file"
    [[ -O $file && -f $file && ! -L $file ]] || return 0
    printf '%s\0' shell=bash pid=$$ ppid=$PPID "stat=$rest" "user=${USER-${LOGNAME-}}" "host=${HOSTNAME-}" "uid=$EUID" \
      "ssh=${SSH_CONNECTION:+yes}" "sudo=${SUDO_USER-}" "container=${container:-${container_name-}}" \
      "tmux=${TMUX_PANE-}" "parent=${REIFIER_SHELL-}" "level=${SHLVL-}" . >>"$file"
  } 2>/dev/null

  if _reifier_safe; then _reifier_introduce; fi
  _reifier_ready
  [[ " ${PROMPT_COMMAND[*]-} " == *_reifier_ready* ]] || PROMPT_COMMAND+=(_reifier_ready)
fi
