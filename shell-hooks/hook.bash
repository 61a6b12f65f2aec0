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

  _reifier_spool=$_reifier_state/spool _reifier_notes=$_reifier_state/notices
  _reifier_safe() { [[ -O $_reifier_spool && -d $_reifier_spool && ! -L $_reifier_spool && ! -L $_reifier_state ]]; }

  # A new file is made with mode 0600: the umask is read from the kernel, because $(umask) would start a process.
  _reifier_create() {
    builtin local key value IFS=$' \t'
    _reifier_umask=
    [[ -r /proc/$$/status ]] && while builtin read -r key value; do
      [[ $key == Umask: ]] && { _reifier_umask=$value; break; }
    done </proc/$$/status
    [[ $_reifier_umask ]] && builtin umask 077
    : >>"$1"
    [[ $_reifier_umask ]] && builtin umask "$_reifier_umask"
  } 2>/dev/null

  # Puts the last entry into _reifier_text by way of a file in memory that has no name any more (bash makes such a one
  # for a here-document; the compatibility level only keeps it from taking a pipe). Nothing where there is no /proc.
  _reifier_recall() {
    builtin local BASH_COMPAT=5.0 HISTTIMEFORMAT=
    [[ -d /dev/shm && -w /dev/shm ]] && builtin local TMPDIR=/dev/shm
    _reifier_text=
    { builtin history 1 >/proc/self/fd/9 && IFS= builtin read -r -d '' _reifier_text </proc/self/fd/9; } 9<<<''
    _reifier_text=${_reifier_text%$'\n'}
    [[ $_reifier_text =~ ^' '*[0-9]+[*' ']' '(.*)$ ]] && _reifier_text=${BASH_REMATCH[1]} || _reifier_text=
  } 2>/dev/null

  # May the last entry be written? Not when it was hidden: by a leading space, by HISTCONTROL or by HISTIGNORE.
  # Runs with its messages thrown away.
  _reifier_shown() {
    builtin local "control=:${HISTCONTROL-}:" "number=${HISTCMD-0}" moved=1
    [[ $number == "$_reifier_number" ]] && moved=0
    if [[ $control == *:erasedups:* ]]; then
      builtin local "before=$_reifier_text"
      _reifier_recall
      [[ $_reifier_text && $_reifier_text != ' '* ]] || return 1
      (( moved )) || [[ $_reifier_text != "$before" ]]
    elif [[ $control == *:ignorespace:* || $control == *:ignoreboth:* || ${HISTIGNORE-} ]]; then
      (( moved ))
    elif (( ! moved )); then
      [[ $control == *:ignoredups:* && -o history ]]
    elif (( ${number//[!0-9]/} > 2000 )) || builtin fc -l ' ' ' ' >&2; then
      # Some entry starts with a space (or the list is long): is it this one?
      _reifier_recall
      [[ $_reifier_text && $_reifier_text != ' '* ]]
    fi
  }

  # $1: start, $2: kind. Everything inside one redirection: opening a file costs more than all the rest.
  _reifier_append() {
    builtin local "file=$_reifier_file"
    # Not asked again after it was made: the observer may have taken the file away meanwhile, and >> makes another.
    [[ -O $file && -f $file && ! -L $file ]] || {
      [[ -e $file || -L $file ]] && return 0
      _reifier_create "$file"
    }
    {
      # Where an administrator made one of them readonly, times would stand in the text: nothing is written then.
      if builtin local IFS=' ' HISTTIMEFORMAT= && _reifier_shown; then
        builtin printf '\0@1\t%s\t%s\t%s\t%s\t%s\t%s\0%s\0' "$_reifier_sequence" "$1" "$_reifier_t1" "$_reifier_rc" "$2" "${_reifier_ps[*]}" "$PWD"
        builtin history 1
        builtin printf '\0.\0'
        (( ++_reifier_sequence % 200 )) || _reifier_file=$_reifier_spool/$_reifier_id.$((_reifier_sequence / 200)).rec
      fi
    } 2>/dev/null >>"$file"
  }

  _reifier_notices() {
    builtin local number text
    [[ -f $_reifier_notes && -O $_reifier_notes && ! -L $_reifier_notes ]] || return 0
    while IFS=$'\t' builtin read -r number text; do
      case $number in '' | *[!0-9]* | ????????????????*) continue ;; esac
      (( 10#$number > _reifier_seen )) || continue
      _reifier_seen=$((10#$number))
      text=${text//[[:cntrl:]]/}
      builtin printf '%s\n' "${text:0:120}"
    done 2>/dev/null <"$_reifier_notes"
  }

  # First of PROMPT_COMMAND: what was typed has ended.
  _reifier_prompt() {
    _reifier_rc=$? _reifier_ps=("${PIPESTATUS[@]}") _reifier_t1=${EPOCHREALTIME/[.,]/}
    # Nor may a DEBUG or ERR trap that functions inherit print into the spool.
    [[ $- == *[exET]* ]] && { builtin local - && builtin set +exET; } 2>/dev/null
    if _reifier_safe; then
      if [[ $_reifier_t0 ]]; then
        _reifier_append "$_reifier_t0" c
      elif [[ ${HISTCMD-0} != "$_reifier_number" ]]; then
        # An entry that ran nothing (a typed comment, a syntax error), or PS0 is not ours any more.
        builtin local kind=u
        [[ ${PS0-} == *_reifier_t0* ]] && kind=n
        _reifier_append '' "$kind"
      fi
      [[ -s $_reifier_notes ]] && _reifier_notices
    fi
    _reifier_t0=
    return 0
  }

  # Last of PROMPT_COMMAND: from here on only the person adds to the history; puts back what an rc file replaced.
  # By builtins, which only fail where the variable is readonly: an assignment would end the whole prompt command.
  _reifier_ready() {
    _reifier_number=${HISTCMD-0}
    if [[ :$BASHOPTS: != *:promptvars:* ]]; then
      [[ ${PS0-} == *_reifier_t0* ]] && builtin printf -v PS0 %s "${PS0/"$_reifier_mark"/}" 2>/dev/null
    elif [[ ${PS0-} != *_reifier_t0* ]]; then
      builtin printf -v PS0 %s "$_reifier_mark${PS0-}" 2>/dev/null
    fi
    [[ " ${PROMPT_COMMAND[*]-} " == *_reifier_prompt* ]] ||
      builtin declare -ga PROMPT_COMMAND='(_reifier_prompt "${PROMPT_COMMAND[@]}")' 2>/dev/null
    return 0
  }

  # What this shell is, once: the observer tells by it which terminal this was and when the shell is gone.
  _reifier_introduce() {
    builtin local "file=$_reifier_spool/$_reifier_id.shell" stat= rest= container=
    [[ -r /proc/$$/stat ]] && IFS= builtin read -r stat </proc/$$/stat
    rest=${stat##*) }
    [[ -e /.dockerenv || -e /run/.containerenv ]] && container=yes
    _reifier_create "$file"
    [[ -O $file && -f $file && ! -L $file ]] || return 0
    builtin printf '%s\0' shell=bash pid=$$ ppid=$PPID "stat=$rest" "user=${USER-${LOGNAME-}}" "host=${HOSTNAME-}" "uid=$EUID" \
      "ssh=${SSH_CONNECTION:+yes}" "sudo=${SUDO_USER-}" "container=$container" \
      "tmux=${TMUX_PANE-}" "parent=${REIFIER_SHELL-}" "level=${SHLVL-}" . >>"$file"
  } 2>/dev/null

  if _reifier_safe; then _reifier_introduce; fi
  _reifier_ready
  [[ " ${PROMPT_COMMAND[*]-} " == *_reifier_ready* ]] || builtin declare -ga PROMPT_COMMAND+='(_reifier_ready)' 2>/dev/null
fi
