# reifier: keeps a record of what is typed here. Starts no process, changes no setting of yours, never fails a prompt.
# Each command appends one record to a spool file of this shell; `reifier` takes it in. Needs /proc (Linux).
if status is-interactive; and test "$_reifier_pid" != "$fish_pid"; and test -r /proc/uptime

    set -g _reifier_pid $fish_pid
    set -g _reifier_state @STATE@
    set -g _reifier_spool $_reifier_state/spool
    set -g _reifier_notes $_reifier_state/notices
    set -g _reifier_sequence 0
    set -g _reifier_seen 0
    # fish has no clock of its own: a record carries the machine's uptime and the second in which it started.
    while builtin read -l name value
        test "$name" = btime; and set -g _reifier_boot $value; and break
    end </proc/stat
    builtin read -l _reifier_up _reifier_rest </proc/uptime
    set -g _reifier_id fish.$fish_pid.$_reifier_boot(string replace . '' -- $_reifier_up)
    set -g _reifier_file $_reifier_spool/$_reifier_id.0.rec

    # A new file is made with mode 0600; the variable umask is fish's own.
    function _reifier_create
        set -l mask $umask
        set umask 077
        builtin printf '' 2>/dev/null >>$argv[1]
        set umask $mask
    end

    function _reifier_postexec --on-event fish_postexec
        set -l code $status $pipestatus
        string match -qr '^\S' -- "$argv[1]"; and test -z "$fish_private_mode" \
            -a -O $_reifier_spool -a -d $_reifier_spool -a ! -L $_reifier_spool -a ! -L $_reifier_state; or return
        set -l file $_reifier_file
        # Not asked again after it was made: the observer may have taken the file away meanwhile, and >> makes another.
        if not test -O $file -a -f $file -a ! -L $file
            test -e $file -o -L $file; and return
            _reifier_create $file
        end
        builtin read -l up rest </proc/uptime
        # On a full disk fish itself complains, past every redirection: it gets no second occasion for ten seconds.
        set -q _reifier_rest; and test $up -lt $_reifier_rest; and return
        if not builtin printf '\0@2\t%s\t%s\t%s\t%s\t%s\t%s\0%s\0%s\0.\0' $_reifier_sequence $_reifier_boot $up "$CMD_DURATION" $code[1] "$code[2..]" $PWD "$argv[1]" 2>/dev/null >>$file
            set -g _reifier_rest (builtin math $up + 10)
            return
        end
        set -g _reifier_sequence (builtin math $_reifier_sequence + 1)
        string match -qr '[02468]00$' -- $_reifier_sequence; and set -g _reifier_file $_reifier_spool/$_reifier_id.$_reifier_sequence.rec
    end

    function _reifier_notices --on-event fish_prompt
        test -s $_reifier_notes; and test -f $_reifier_notes -a -O $_reifier_notes -a ! -L $_reifier_notes; or return
        while builtin read -l -d \t number text
            string match -qr '^[0-9]{1,15}$' -- "$number"; and test $number -gt $_reifier_seen; or continue
            set -g _reifier_seen $number
            builtin printf '%s\n' (string sub -l 120 -- (string replace -ra '[[:cntrl:]]' '' -- "$text"))
        end <$_reifier_notes
    end

    # What this shell is, once: the observer tells by it which terminal this was and when the shell is gone.
    function _reifier_introduce
        test -O $_reifier_spool -a -d $_reifier_spool -a ! -L $_reifier_spool -a ! -L $_reifier_state; or return
        set -l file $_reifier_spool/$_reifier_id.shell
        set -l stat ''
        test -r /proc/$fish_pid/stat; and builtin read stat </proc/$fish_pid/stat
        set -l container ''
        test -e /.dockerenv -o -e /run/.containerenv; and set container yes
        set -l ssh ''
        test -n "$SSH_CONNECTION"; and set ssh yes
        _reifier_create $file
        test -O $file -a -f $file -a ! -L $file; or return
        builtin printf '%s\0' shell=fish pid=$fish_pid stat=(string replace -r '^.*\) ' '' -- $stat) user="$USER" host="$hostname" \
            ssh=$ssh sudo="$SUDO_USER" container=$container tmux="$TMUX_PANE" parent="$REIFIER_SHELL" level="$SHLVL" . 2>/dev/null >>$file
    end

    _reifier_introduce
end
