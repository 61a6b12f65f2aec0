# reifier: keeps a record of what is typed here. Starts no process, changes no setting of yours, never fails a prompt.
# Each command appends one record to a spool file of this shell; `reifier` takes it in. Needs zsh 5.3 or newer.
if [[ -o interactive && ${_reifier_pid-} != $$ ]] && zmodload zsh/datetime zsh/system zsh/parameter 2>/dev/null; then

  typeset -g _reifier_pid=$$ _reifier_state=@STATE@ _reifier_typed= _reifier_t0= _reifier_t1= _reifier_id= _reifier_file=
  typeset -g _reifier_code= _reifier_pipe= _reifier_kind=
  typeset -gi _reifier_sequence=0 _reifier_seen=0

  typeset -g _reifier_spool=$_reifier_state/spool _reifier_notes=$_reifier_state/notices

  # A new file is made with mode 0600, ours and no symlink.
  _reifier_create() {
    builtin emulate -L zsh
    local fd
    [[ ! -e $1 && ! -h $1 ]] && builtin sysopen -w -a -o creat,cloexec,nofollow -m 600 -u fd -- $1 && exec {fd}>&-
    [[ -O $1 && -f $1 && ! -h $1 ]]
  } 2>/dev/null

  _reifier_preexec() {
    _reifier_typed=$1 _reifier_kind=c _reifier_t0=$EPOCHREALTIME
    # What may change a file is met by a copy of it; nothing else pays for that.
    [[ "$1" == *[\ \>]* ]] && case "$1" in
      *vi\ * | *vim\ * | *nano\ * | *emacs* | *ed\ * | *\>* | *tee\ * | *perl\ * | *patch\ * | *EDITOR* | *cp\ * | *mv\ * | *install\ * | *edit\ *) _reifier_snapshot "$1" ;;
    esac
    return 0
  }

  # Copies the files that the command names, each once and below 1 MiB, into the spool; by builtins alone.
  _reifier_snapshot() {
    builtin emulate -L zsh
    builtin unsetopt multibyte
    # Nor for what zsh would hide: a name is part of what was typed.
    [[ $1 == [^[:space:]#]* && ( -z ${HISTORY_IGNORE-} || $1 != ${~HISTORY_IGNORE-} ) && -O $_reifier_spool && ! -h $_reifier_spool && ! -h $_reifier_state ]] || return 0
    local word text part fd
    local -i count=0
    for word in ${(Q)${(z)1}}; do
      [[ $word == \~/* ]] && word=$HOME${word#\~}
      word=${word:a}
      [[ -f $word && ! -h $word && -r $word && $word != /proc/* && $word != /sys/* && $word != /dev/* ]] && (( count < 4 )) || continue
      builtin sysopen -r -o cloexec,nofollow,nonblock -u fd -- $word || continue
      text= part=
      while builtin sysread -s 65536 -i $fd part; do text+=$part; (( $#text < 1048576 )) || break; done
      exec {fd}<&-
      (( $#text < 1048576 )) || continue
      builtin sysopen -w -o creat,trunc,cloexec,nofollow -m 600 -u fd -- $_reifier_spool/$_reifier_id.$(( _reifier_sequence % 16 )).$count.snap || continue
      builtin syswrite -o $fd -- $word$'\0'$text$'\0.'
      exec {fd}>&-
      (( ++count ))
    done
    return 0
  } 2>/dev/null

  # A typed comment runs nothing: it is seen only on its way into the history.
  _reifier_addhistory() {
    [[ "$1" == '#'* ]] || return 0
    _reifier_typed="${1%$'\n'}" _reifier_kind=n _reifier_t0=
    _reifier_precmd
    # Should lines that run follow it, they are part of it.
    return 0
  }

  _reifier_notices() {
    builtin emulate -L zsh
    local number text
    [[ -O $_reifier_spool && ! -h $_reifier_state && -f $_reifier_notes && -O $_reifier_notes && ! -h $_reifier_notes ]] || return 0
    while IFS=$'\t' builtin read -r number text; do
      [[ -n $number && $number != *[^0-9]* && $#number -lt 16 ]] && (( number > _reifier_seen )) || continue
      _reifier_seen=$number
      text=${text//[[:cntrl:]]/}
      builtin printf '%s\n' ${text[1,120]}
    done 2>/dev/null <$_reifier_notes
  }

  # Runs under the person's options and calls nothing, for both have a price: so everything is quoted.
  _reifier_precmd() {
    _reifier_code=$? _reifier_pipe="${(j: :)pipestatus}" _reifier_t1=$EPOCHREALTIME
    # What zsh would hide, or starts with a space, is not for us; a comment was taken on its way into the history.
    if [[ ( "$_reifier_kind" == n || "$_reifier_typed" == [^[:space:]#]* ) && ( -z "${HISTORY_IGNORE-}" || "$_reifier_typed" != ${~HISTORY_IGNORE-} ) &&
      -O "$_reifier_spool" && ! -h "$_reifier_spool" ]]; then
      # Not asked again after it was made: the observer may have taken the file away meanwhile, and >> makes another.
      if [[ -O "$_reifier_file" && ! -h "$_reifier_file" ]] || { [[ ! -h "$_reifier_state" ]] && _reifier_create "$_reifier_file"; }; then
        builtin print -rn -- $'\0@1\t'"$_reifier_sequence"$'\t'"$_reifier_t0"$'\t'"$_reifier_t1"$'\t'"$_reifier_code"$'\t'"$_reifier_kind"$'\t'"$_reifier_pipe"$'\0'"$PWD"$'\0'"${_reifier_typed//$'\0'/?}"$'\0.\0' 2>/dev/null >>|"$_reifier_file" &&
          (( ++_reifier_sequence % 200 == 0 )) && _reifier_file="$_reifier_spool/$_reifier_id.$(( _reifier_sequence / 200 )).rec"
      fi
    fi
    [[ -s "$_reifier_notes" ]] && _reifier_notices
    _reifier_kind= _reifier_typed=
    return 0
  }

  # What this shell is, once: the observer tells by it which terminal this was, in which shell it was started, and when it
  # is gone.
  _reifier_introduce() {
    builtin emulate -L zsh
    local stat= rest= above= pid=$PPID container= file=$_reifier_spool/$_reifier_id.shell
    while [[ $pid -gt 1 && $#above -lt 100 && -r /proc/$pid/stat ]] && IFS= builtin read -r stat </proc/$pid/stat; do
      above+=" $pid" rest=${stat##*\) } rest=${rest#* } pid=${rest%% *}
    done
    [[ -r /proc/$$/stat ]] && IFS= builtin read -r stat </proc/$$/stat
    [[ -e /.dockerenv || -e /run/.containerenv ]] && container=yes
    local -a facts
    facts=(shell=zsh pid=$$ ppid=$PPID "stat=${stat##*\) }" "above=$above" "tty=${TTY-}" "user=${USERNAME-}" "host=${HOST-}"
      "uid=$EUID" "ssh=${SSH_CONNECTION:+yes}" "sudo=${SUDO_USER-}" "container=$container" "tmux=${TMUX_PANE-}"
      "level=${SHLVL-}" .)
    _reifier_create $file && builtin print -rn -- "${(pj:\0:)facts}"$'\0' >>|$file
  } 2>/dev/null

  # First of their kind, so that the exit code is the command's.
  _reifier_setup() {
    builtin emulate -L zsh
    _reifier_id=zsh.$$.${${EPOCHREALTIME/[.,]/}[1,16]}
    _reifier_file=$_reifier_spool/$_reifier_id.0.rec
    typeset -ga precmd_functions preexec_functions zshaddhistory_functions
    precmd_functions=(_reifier_precmd ${precmd_functions:#_reifier_precmd})
    preexec_functions=(_reifier_preexec ${preexec_functions:#_reifier_preexec})
    zshaddhistory_functions=(${zshaddhistory_functions:#_reifier_addhistory} _reifier_addhistory)
    [[ -O $_reifier_spool && ! -h $_reifier_spool && ! -h $_reifier_state ]] && _reifier_introduce
    return 0
  }
  _reifier_setup
fi
