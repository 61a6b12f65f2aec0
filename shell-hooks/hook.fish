# reifier: keeps a record of what is typed here. Starts no process at a prompt, changes no setting of yours, never
# fails a prompt. Each command appends one record to a spool file of this shell; `reifier` takes it in.
if status is-interactive; and test "$_reifier_pid" != "$fish_pid"; and test -r /proc/uptime

    set -g _reifier_pid $fish_pid
    set -g _reifier_state @STATE@
    set -g _reifier_sequence 0
    set -g _reifier_seen 0
    # fish has no clock of its own: the second of the machine's start, and its uptime in hundredths, give the time
    # (at most a second early). Microseconds, as in the other shells.
    set -g _reifier_base 0
    while read -l name value
        test "$name" = btime; and set -g _reifier_base {$value}000000; and break
    end </proc/stat
    read -l _reifier_up _reifier_rest </proc/uptime
    set -g _reifier_id fish.$fish_pid.(math --scale=0 $_reifier_base + (string replace . '' -- $_reifier_up)0000)
    set -g _reifier_file $_reifier_state/spool/$_reifier_id.0.rec

    function _reifier_safe
        test -d $_reifier_state/spool -a -O $_reifier_state/spool; and not test -L $_reifier_state/spool; and not test -L $_reifier_state
    end

    # A new file is made with mode 0600; $umask is fish's own.
    function _reifier_own
        if not test -e $argv[1]
            set -l mask $umask
            set umask 077
            printf '' 2>/dev/null >>$argv[1]
            set umask $mask
        end
        test -O $argv[1] -a -f $argv[1]; and not test -L $argv[1]
    end

    # start, kind, exit code, pipe status, text
    function _reifier_append
        read -l up rest </proc/uptime
        set -l now (math --scale=0 $_reifier_base + (string replace . '' -- $up)0000)
        set -l from ''
        test -n "$argv[1]"; and set from (math --scale=0 $now - $argv[1] x 1000)
        _reifier_own $_reifier_file; or return 0
        printf '\0@1\t%s\t%s\t%s\t%s\t%s\t%s\0%s\0%s\0.\0' $_reifier_sequence "$from" $now $argv[3] $argv[2] "$argv[4]" $PWD "$argv[5]" 2>/dev/null >>$_reifier_file
        set -g _reifier_sequence (math $_reifier_sequence + 1)
        if test (math $_reifier_sequence % 200) -eq 0
            set -g _reifier_file $_reifier_state/spool/$_reifier_id.(math $_reifier_sequence / 200).rec
        end
    end

    function _reifier_postexec --on-event fish_postexec
        set -l code $status $pipestatus
        test -n "$fish_private_mode"; and return
        string match -qr '^\s' -- "$argv[1]"; and return
        string match -qr '\S' -- "$argv[1]"; or return
        _reifier_safe; or return
        _reifier_append "$CMD_DURATION" c $code[1] "$code[2..]" "$argv[1]"
    end

    function _reifier_notices --on-event fish_prompt
        set -l file $_reifier_state/notices
        test -s $file -a -f $file -a -O $file; and not test -L $file; or return
        while read -l -d \t number text
            string match -qr '^[0-9]{1,15}$' -- "$number"; or continue
            test $number -gt $_reifier_seen; or continue
            set -g _reifier_seen $number
            printf '%s\n' (string sub -l 120 -- (string replace -ra '[[:cntrl:]]' '' -- "$text"))
        end <$file
    end

    function _reifier_introduce
        set -l stat ''
        test -r /proc/$fish_pid/stat; and read stat </proc/$fish_pid/stat
        set -l container ''
        test -e /.dockerenv -o -e /run/.containerenv; and set container yes
        set -l ssh ''
        test -n "$SSH_CONNECTION"; and set ssh yes
        _reifier_own $_reifier_state/spool/$_reifier_id.shell; or return
        printf '%s\0' shell=fish pid=$fish_pid stat=(string replace -r '^.*\) ' '' -- $stat) user="$USER" host="$hostname" ssh=$ssh sudo="$SUDO_USER" container=$container tmux="$TMUX_PANE" parent="$REIFIER_SHELL" level="$SHLVL" . 2>/dev/null >>$_reifier_state/spool/$_reifier_id.shell
    end

    _reifier_safe; and _reifier_introduce
end
