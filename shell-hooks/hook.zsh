# reifier: keeps a record of what is typed here. Starts no process, changes no setting of yours, never fails a prompt.
# Each command appends one record to a spool file of this shell; `reifier` takes it in. Needs zsh 5.3 or newer.
if [[ -o interactive && ${_reifier_pid-} != $$ ]] && zmodload zsh/datetime zsh/system zsh/parameter 2>/dev/null; then

  typeset -g _reifier_pid=$$ _reifier_state=@STATE@ _reifier_typed= _reifier_t0= _reifier_id= _reifier_file=
  typeset -gi _reifier_sequence=0 _reifier_seen=0

  typeset -g _reifier_spool=$_reifier_state/spool _reifier_notes=$_reifier_state/notices

  # The functions below run under zsh's own options, which their callers set (once a prompt: it has a price).
  _reifier_safe() { [[ -O $_reifier_spool && -d $_reifier_spool && ! -h $_reifier_spool && ! -h $_reifier_state ]] }

  # Appends $2 to the file $1, mode 0600, ours and no symlink.
  _reifier_write() {
    local fd
    builtin sysopen -w -a -o creat,cloexec,nofollow -m 600 -u fd -- $1 2>/dev/null || return 0
    # A file that is gone again was taken away by the observer, which waits for what is still written to it.
    [[ -O $1 && -f $1 ]] || [[ ! -e $1 ]] && builtin syswrite -o $fd -- $2 2>/dev/null
    exec {fd}>&-
  }

  _reifier_preexec() { _reifier_typed=$1 _reifier_t0=$EPOCHREALTIME }

  # A typed comment runs nothing: it is seen only on its way into the history.
  _reifier_addhistory() {
    [[ $1 == '#'* ]] || return 0
    builtin emulate -L zsh
    local end=${EPOCHREALTIME/[.,]/}
    _reifier_safe && _reifier_append '' $end[1,16] n ${1%$'\n'} 0 ''
    return 0
  }

  # $1: start, $2: end, $3: kind, $4: text, $5: exit code, $6: pipe status
  _reifier_append() {
    _reifier_write $_reifier_file $'\0@1\t'$_reifier_sequence$'\t'$1$'\t'$2$'\t'$5$'\t'$3$'\t'$6$'\0'$PWD$'\0'${4//$'\0'/?}$'\0.\0'
    (( ++_reifier_sequence % 200 )) || _reifier_file=$_reifier_spool/$_reifier_id.$(( _reifier_sequence / 200 )).rec
  }

  _reifier_notices() {
    local number text
    [[ -f $_reifier_notes && -O $_reifier_notes && ! -h $_reifier_notes ]] || return 0
    while IFS=$'\t' builtin read -r number text; do
      [[ $number == <-> && $#number -lt 16 ]] && (( number > _reifier_seen )) || continue
      _reifier_seen=$number
      text=${text//[[:cntrl:]]/}
      builtin printf '%s\n' ${text[1,120]}
    done 2>/dev/null <$_reifier_notes
  }

  _reifier_precmd() {
    local _reifier_code=$? _reifier_pipe="${pipestatus[*]}"
    builtin emulate -L zsh
    if _reifier_safe; then
      # A comment was taken on its way into the history; what zsh would hide, or starts with a space, is not for us.
      if [[ -n $_reifier_t0 && $_reifier_typed == [^[:space:]#]* && $_reifier_typed != ${~HISTORY_IGNORE:-} ]]; then
        local start=${_reifier_t0/[.,]/} end=${EPOCHREALTIME/[.,]/}
        _reifier_append $start[1,16] $end[1,16] c $_reifier_typed $_reifier_code "$_reifier_pipe"
      fi
      [[ -s $_reifier_notes ]] && _reifier_notices
    fi
    _reifier_t0= _reifier_typed=
    return 0
  }

  # What this shell is, once: the observer tells by it which terminal this was and when the shell is gone.
  _reifier_introduce() {
    builtin emulate -L zsh
    local stat= container=
    [[ -r /proc/$$/stat ]] && IFS= builtin read -r stat </proc/$$/stat
    [[ -e /.dockerenv || -e /run/.containerenv ]] && container=yes
    local -a facts
    facts=(shell=zsh pid=$$ ppid=$PPID "stat=${stat##*\) }" "tty=${TTY-}" "user=${USERNAME-}" "host=${HOST-}" "uid=$EUID"
      "ssh=${SSH_CONNECTION:+yes}" "sudo=${SUDO_USER-}" "container=$container" "tmux=${TMUX_PANE-}"
      "parent=${REIFIER_SHELL-}" "level=${SHLVL-}" .)
    _reifier_write $_reifier_spool/$_reifier_id.shell "${(pj:\0:)facts}"$'\0'
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
    _reifier_safe && _reifier_introduce
    return 0
  }
  _reifier_setup
fi
