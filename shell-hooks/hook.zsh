# reifier: keeps a record of what is typed here. Starts no process, changes no setting of yours, never fails a prompt.
# Each command appends one record to a spool file of this shell; `reifier` takes it in. Needs zsh 5.3 or newer.
if [[ -o interactive && ${_reifier_pid-} != $$ ]] && zmodload zsh/datetime zsh/system zsh/parameter 2>/dev/null; then

  typeset -g _reifier_pid=$$ _reifier_state=@STATE@ _reifier_typed= _reifier_t0= _reifier_id= _reifier_file=
  typeset -gi _reifier_sequence=0 _reifier_seen=0

  _reifier_safe() {
    [[ -d $_reifier_state/spool && -O $_reifier_state/spool && ! -h $_reifier_state/spool && ! -h $_reifier_state ]]
  }

  # Appends its arguments, each ended by NUL, to a file of mode 0600 that is ours and no symlink.
  _reifier_write() {
    emulate -L zsh
    local file=$1 fd
    shift
    sysopen -w -a -o creat,cloexec,nofollow -m 600 -u fd -- $file 2>/dev/null || return 0
    [[ -O $file && -f $file ]] && syswrite -o $fd -- "${(pj:\0:)@}"$'\0' 2>/dev/null
    exec {fd}>&-
  }

  # What zsh itself would keep out of its history, or anything that starts with a space, is not for us.
  _reifier_hidden() {
    emulate -L zsh
    [[ $1 == [[:space:]]* || -z ${1//[[:space:]]/} ]] && return 0
    [[ -n ${HISTORY_IGNORE-} && $1 == ${~HISTORY_IGNORE} ]]
  } 2>/dev/null

  _reifier_preexec() {
    emulate -L zsh
    _reifier_typed=$1 _reifier_t0=$EPOCHREALTIME
  }

  # A typed comment runs nothing: it is seen only on its way into the history.
  _reifier_addhistory() {
    emulate -L zsh
    local line=${1%$'\n'}
    if [[ $line == '#'* ]] && _reifier_safe; then
      _reifier_append '' n $line 0 ''
    fi
    return 0
  }

  # $1: start, $2: kind, $3: text, $4: exit code, $5: pipe status
  _reifier_append() {
    emulate -L zsh
    local now=${EPOCHREALTIME/[.,]/} start=${1/[.,]/}
    local head=$'@1\t'$_reifier_sequence$'\t'${start[1,16]}$'\t'${now[1,16]}$'\t'$4$'\t'$2$'\t'$5
    _reifier_write $_reifier_file '' $head $PWD ${3//$'\0'/?} .
    if (( ++_reifier_sequence % 200 == 0 )); then
      _reifier_file=$_reifier_state/spool/$_reifier_id.$(( _reifier_sequence / 200 )).rec
    fi
  }

  _reifier_notices() {
    emulate -L zsh
    local file=$_reifier_state/notices number text
    [[ -s $file && -f $file && -O $file && ! -h $file ]] || return 0
    while IFS=$'\t' read -r number text; do
      [[ $number == <-> && $#number -lt 16 ]] && (( number > _reifier_seen )) || continue
      _reifier_seen=$number
      text=${text//[[:cntrl:]]/}
      printf '%s\n' ${text[1,120]}
    done 2>/dev/null <$file
  }

  _reifier_precmd() {
    local _reifier_code=$? _reifier_pipe="${pipestatus[*]}"
    emulate -L zsh
    if _reifier_safe; then
      # A comment was taken on its way into the history already.
      if [[ -n $_reifier_t0 && $_reifier_typed != '#'* ]] && ! _reifier_hidden $_reifier_typed; then
        _reifier_append $_reifier_t0 c $_reifier_typed $_reifier_code $_reifier_pipe
      fi
      _reifier_notices
    fi
    _reifier_t0= _reifier_typed=
    return $_reifier_code
  }

  # What this shell is, once: the observer tells by it which terminal this was and when the shell is gone.
  _reifier_introduce() {
    emulate -L zsh
    local stat= container=
    [[ -r /proc/$$/stat ]] && IFS= read -r stat </proc/$$/stat
    [[ -e /.dockerenv || -e /run/.containerenv ]] && container=yes
    _reifier_write $_reifier_state/spool/$_reifier_id.shell shell=zsh pid=$$ ppid=$PPID "stat=${stat##*\) }" \
      "tty=${TTY-}" "user=${USERNAME-}" "host=${HOST-}" "uid=$EUID" "ssh=${SSH_CONNECTION:+yes}" "sudo=${SUDO_USER-}" \
      "container=$container" "tmux=${TMUX_PANE-}" "parent=${REIFIER_SHELL-}" "level=${SHLVL-}" .
  } 2>/dev/null

  # First of their kind, so that the exit code is the command's.
  _reifier_setup() {
    emulate -L zsh
    _reifier_id=zsh.$$.${${EPOCHREALTIME/[.,]/}[1,16]}
    _reifier_file=$_reifier_state/spool/$_reifier_id.0.rec
    typeset -ga precmd_functions preexec_functions zshaddhistory_functions
    precmd_functions=(_reifier_precmd ${precmd_functions:#_reifier_precmd})
    preexec_functions=(_reifier_preexec ${preexec_functions:#_reifier_preexec})
    zshaddhistory_functions=(${zshaddhistory_functions:#_reifier_addhistory} _reifier_addhistory)
    _reifier_safe && _reifier_introduce
    return 0
  }
  _reifier_setup
fi
