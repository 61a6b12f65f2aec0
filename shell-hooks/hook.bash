# reifier: keeps a record of what is typed here. Starts no process, changes no setting of yours, never fails a prompt.
# Each command appends one record to a spool file of this shell; `reifier` takes it in. Needs bash 5.1 or newer.
if [[ $- == *i* && ${_reifier_pid-} != "$$" ]] &&
  (( BASH_VERSINFO[0] > 5 || (BASH_VERSINFO[0] == 5 && BASH_VERSINFO[1] >= 1) )); then

  _reifier_pid=$$ _reifier_state=@STATE@ _reifier_x=x _reifier_t0= _reifier_text=
  _reifier_id=bash.$$.${EPOCHREALTIME/[.,]/} _reifier_sequence=0 _reifier_seen=0 _reifier_umask=
  _reifier_number=${HISTCMD-0}
  _reifier_file=$_reifier_state/spool/$_reifier_id.0.rec
  # What was last found in order, so that it needs no second look: shell flags, settings of the history, PS0 and
  # options (these two by their lengths: should that deceive, the next command shows it by having no start).
  _reifier_flags= _reifier_control=unknown _reifier_way= _reifier_lengths=

  # The pattern is expanded in this shell when a command is about to start; it takes the x away, so nothing is printed.
  # (No "!" in it: where bash keeps to POSIX, that is the history number in a prompt.)
  _reifier_mark='${_reifier_x#[^${_reifier_t0:=$EPOCHREALTIME}]}'

  _reifier_spool=$_reifier_state/spool _reifier_notes=$_reifier_state/notices

  # A new file is made with mode 0600: the umask is read from the kernel, because $(umask) would start a process.
  _reifier_create() {
    builtin local line
    builtin local -a lines
    _reifier_umask=
    [[ -r /proc/$$/status ]] && builtin mapfile -t lines </proc/$$/status
    for line in "${lines[@]}"; do
      [[ $line =~ ^Umask:[[:blank:]]*([0-7]+)$ ]] && { _reifier_umask=${BASH_REMATCH[1]}; break; }
    done
    [[ $_reifier_umask ]] && builtin umask 077
    : >>"$1"
    [[ $_reifier_umask ]] && builtin umask "$_reifier_umask"
    [[ -O $1 && -f $1 && ! -L $1 ]]
  } 2>/dev/null

  # Puts the last entry into _reifier_text by way of a file in memory that has no name any more (bash makes such a one
  # for a here-document; the compatibility level only keeps it from taking a pipe). Nothing where there is no /proc.
  _reifier_recall() {
    builtin local BASH_COMPAT=5.0
    [[ -d /dev/shm && -w /dev/shm ]] && builtin local TMPDIR=/dev/shm
    _reifier_text=
    { _reifier_last >/proc/self/fd/9 && IFS= builtin read -r -d '' _reifier_text </proc/self/fd/9; } 9<<<''
    _reifier_text=${_reifier_text%$'\n'}
    [[ $_reifier_text =~ ^(' '*[0-9]+[*' ']' '|$'\t'[*' '])(.*)$ ]] && _reifier_text=${BASH_REMATCH[2]} || _reifier_text=
  } 2>/dev/null

  # Prints the last entry without its time. Where an administrator made the format of times readonly, history would
  # print them all the same: fc knows no times.
  _reifier_last() {
    if [[ ${HISTTIMEFORMAT-} && ${HISTTIMEFORMAT@a} == *r* ]]; then builtin fc -ln -1 -1
    else HISTTIMEFORMAT= builtin history 1
    fi
  }

  # Is the last entry without a leading space? Asked where some entry of the list starts with one.
  _reifier_plain() {
    _reifier_recall
    [[ $_reifier_text && $_reifier_text != ' '* ]]
  }

  # May the last entry be written where bash drops earlier repeats, so that the number may stay the same? $1: it moved.
  _reifier_differs() {
    builtin local "before=$_reifier_text"
    _reifier_plain && { (( $1 )) || [[ $_reifier_text != "$before" ]]; }
  }

  # Appends the last entry: not one that was hidden, by a leading space, by HISTCONTROL or by HISTIGNORE. $1: start,
  # $2: kind. Everything inside one redirection, errors into the void: opening a file costs more than all the rest.
  _reifier_append() {
    # Not asked again after it was made: the observer may have taken the file away meanwhile, and >> makes another.
    [[ -O $_reifier_file && ! -L $_reifier_file ]] || {
      [[ -e $_reifier_file || -L $_reifier_file ]] && return 0
      _reifier_create "$_reifier_file" || return 0
    }
    {
      case :${HISTCONTROL-}: in
        *:erasedups:*) _reifier_differs $(( $3 != _reifier_number )) ;;
        *:ignorespace:* | *:ignoreboth:*) [[ $3 != "$_reifier_number" ]] ;;
        *)
          # The same number: hidden by HISTIGNORE, or a true repeat where only that could have left it out.
          if [[ $3 == "$_reifier_number" ]]; then [[ :${HISTCONTROL-}: == *:ignoredups:* && -o history && ! ${HISTIGNORE-} ]]
          # No entry that starts with a space is in the list (in a list of many thousands this takes longer than looking at
          # the last).
          elif [[ ${#3} -lt 5 || ( ${HISTSIZE-} == [1-9]* && ${#HISTSIZE} -lt 5 ) ]] && ! builtin fc -l ' ' ' ' >/dev/null; then :
          else _reifier_plain
          fi ;;
      esac && {
        builtin printf "\0@1\t$_reifier_sequence\t$1\t$_reifier_t1\t$_reifier_rc\t$2\t$_reifier_ps\0%s\0" "$PWD"
        if [[ ${HISTTIMEFORMAT-} ]]; then _reifier_last; else builtin history 1; fi
        builtin printf '\0.\0'
        (( ++_reifier_sequence % 200 )) || _reifier_file=$_reifier_spool/$_reifier_id.$((_reifier_sequence / 200)).rec
      }
    } 2>&- >>"$_reifier_file"
  }

  _reifier_notices() {
    builtin local number text
    [[ -O $_reifier_spool && ! -L $_reifier_spool && ! -L $_reifier_state ]] || return 0
    [[ -f $_reifier_notes && -O $_reifier_notes && ! -L $_reifier_notes ]] || return 0
    while IFS=$'\t' builtin read -r number text; do
      case $number in '' | *[!0-9]* | ????????????????*) continue ;; esac
      (( 10#$number > _reifier_seen )) || continue
      _reifier_seen=$((10#$number))
      text=${text//[[:cntrl:]]/}
      builtin printf '%s\n' "${text:0:120}"
    done 2>/dev/null <"$_reifier_notes"
  }

  # How an entry that is hidden shows, for as long as nobody changes these settings.
  _reifier_settings() {
    _reifier_control=${HISTCONTROL-}:${HISTSIZE-}
    case :${HISTCONTROL-}: in
      *:erasedups:*) _reifier_way=ask ;;
      *:ignorespace:* | *:ignoreboth:*) _reifier_way=number ;;
      *)
        _reifier_way=list
        [[ ${HISTSIZE-} == [1-9]* && ${#HISTSIZE} -lt 5 ]] && _reifier_way=short ;;
    esac
  }

  # Whatever is not the usual: nothing was typed, settings changed, no file, or an entry that may be hidden.
  _reifier_unusual() {
    [[ ${HISTCONTROL-}:${HISTSIZE-} == "$_reifier_control" ]] || _reifier_settings
    [[ -O $_reifier_spool && ! -L $_reifier_spool && ! -L $_reifier_state ]] || return 0
    if [[ $_reifier_t0 ]]; then
      _reifier_append "$_reifier_t0" c "${HISTCMD-0}"
    elif [[ ${HISTCMD-0} != "$_reifier_number" ]]; then
      # An entry that ran nothing (a typed comment, a syntax error), or PS0 is not ours any more.
      _reifier_lengths=
      builtin local kind=u
      [[ ${PS0-} == *_reifier_t0* ]] && kind=n
      _reifier_append '' "$kind" "${HISTCMD-0}"
    fi
  }

  # First of PROMPT_COMMAND: what was typed has ended. bash copies a function's whole body at each call, so what is not
  # usual stands in functions of its own, and patterns are only matched where a text is not the one of the last time.
  _reifier_prompt() {
    _reifier_rc=$? _reifier_ps=${PIPESTATUS[@]} _reifier_t1=$EPOCHREALTIME
    # Nor may a DEBUG or ERR trap that functions inherit print into the spool: this function has inherited it by now, those
    # that it calls do not.
    if [[ $- != "$_reifier_flags" ]]; then
      if [[ $- == *[exET]* ]]; then
        _reifier_flags=
        { builtin local - && builtin set +exET; } 2>/dev/null
      else
        _reifier_flags=$-
      fi
    fi
    if [[ $_reifier_flags && $_reifier_t0 && ${HISTCMD-0} != "$_reifier_number" && ${HISTCONTROL-}:${HISTSIZE-} == "$_reifier_control" &&
      $_reifier_way != ask && -O $_reifier_spool && ! -L $_reifier_spool && -O $_reifier_file && ! -L $_reifier_file ]]; then
      {
        # No entry that starts with a space is in the list (in a list of many thousands this takes longer than looking at
        # the last).
        if [[ $_reifier_way == number ]] ||
          { [[ $_reifier_way == short || ${#HISTCMD} -lt 5 ]] && ! builtin fc -l ' ' ' ' >/dev/null; } || _reifier_plain; then
          builtin printf "\0@1\t$_reifier_sequence\t$_reifier_t0\t$_reifier_t1\t$_reifier_rc\tc\t$_reifier_ps\0%s\0" "$PWD"
          if [[ ${HISTTIMEFORMAT-} ]]; then _reifier_last; else builtin history 1; fi
          builtin printf '\0.\0'
          (( ++_reifier_sequence % 200 )) || _reifier_file=$_reifier_spool/$_reifier_id.$((_reifier_sequence / 200)).rec
        fi
      } 2>&- >>"$_reifier_file"
    else
      _reifier_unusual
    fi
    [[ -s $_reifier_notes ]] && _reifier_notices
    _reifier_t0=
    if (( ${#PROMPT_COMMAND[@]} != 1 )); then
      [[ " ${PROMPT_COMMAND[*]} " == ' _reifier_prompt '*' _reifier_ready ' ]] || _reifier_install
    else
      # As _reifier_ready does, without calling it at each prompt.
      _reifier_number=${HISTCMD-0}
      [[ ${PS0+${#PS0}}.${#BASHOPTS} == $_reifier_lengths ]] || _reifier_ready
    fi
    return 0
  }

  # After everything else at a prompt: from here on only the person adds to the history. Puts back what replaced PS0,
  # by a builtin, which only fails where the variable is readonly: an assignment would end the whole prompt command.
  _reifier_ready() {
    _reifier_number=${HISTCMD-0}
    if [[ ${PS0-} == *_reifier_t0* ]]; then
      if builtin shopt -q promptvars; then _reifier_lengths=${PS0+${#PS0}}.${#BASHOPTS}
      else builtin printf -v PS0 %s "${PS0/"$_reifier_mark"/}" 2>/dev/null
      fi
    elif builtin shopt -q promptvars; then
      builtin printf -v PS0 %s "$_reifier_mark${PS0-}" 2>/dev/null
    fi
    return 0
  }

  # First of PROMPT_COMMAND, and last where the person has commands there too. Alone it stands in the second place: what
  # a start-up file assigns later only takes the first one.
  _reifier_install() {
    builtin local command
    builtin local -a others
    others=()
    for command in "${PROMPT_COMMAND[@]}"; do
      case $command in '' | _reifier_prompt | _reifier_ready) ;; *) others+=("$command") ;; esac
    done
    if (( ${#others[@]} )); then
      builtin declare -ga PROMPT_COMMAND='(_reifier_prompt "${others[@]}" _reifier_ready)'
    else
      builtin declare -ga PROMPT_COMMAND='([1]=_reifier_prompt)'
    fi
  } 2>/dev/null

  # What this shell is, once: the observer tells by it which terminal this was, in which shell it was started, and when it
  # is gone.
  _reifier_introduce() {
    builtin local "file=$_reifier_spool/$_reifier_id.shell" stat= rest= above= pid=$PPID container= problem=
    while [[ $pid -gt 1 && ${#above} -lt 100 && -r /proc/$pid/stat ]] && IFS= builtin read -r stat </proc/$pid/stat; do
      above+=" $pid" rest=${stat##*) } rest=${rest#* } pid=${rest%% *}
    done
    [[ -r /proc/$$/stat ]] && IFS= builtin read -r stat </proc/$$/stat
    [[ -e /.dockerenv || -e /run/.containerenv ]] && container=yes
    [[ " ${PROMPT_COMMAND[*]-} " == *_reifier_prompt* ]] || problem='PROMPT_COMMAND is readonly'
    [[ ${HISTFILE-} && ${HISTSIZE-1} != 0 ]] || problem+='; this shell keeps no history file'
    _reifier_create "$file" || return 0
    builtin printf '%s\0' shell=bash pid=$$ ppid=$PPID "stat=${stat##*) }" "above=$above" "user=${USER-${LOGNAME-}}" \
      "host=${HOSTNAME-}" "uid=$EUID" "ssh=${SSH_CONNECTION:+yes}" "sudo=${SUDO_USER-}" "container=$container" \
      "tmux=${TMUX_PANE-}" "level=${SHLVL-}" "problem=$problem" . >>"$file"
  } 2>/dev/null

  _reifier_install
  _reifier_ready
  [[ -O $_reifier_spool && ! -L $_reifier_spool && ! -L $_reifier_state ]] && _reifier_introduce
fi
