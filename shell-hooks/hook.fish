# reifier: keeps a record of what is typed here. Starts no process, changes no setting of yours, never fails a prompt.
# Each command appends one record to a spool file of this shell; `reifier` takes it in. Needs /proc (Linux).
if status is-interactive; and test "$_reifier_pid" != "$fish_pid"; and test -r /proc/uptime

    set -g _reifier_pid $fish_pid
    set -g _reifier_state @STATE@
    set -g _reifier_spool $_reifier_state/spool
    set -g _reifier_notes $_reifier_state/notices
    set -g _reifier_seen 0
    # fish has no clock of its own: a record carries the machine's uptime and the second in which it started.
    while builtin read -l name value
        test "$name" = btime; and set -g _reifier_boot $value; and break
    end </proc/stat
    builtin read -l _reifier_up _reifier_rest </proc/uptime
    set -g _reifier_id fish.$fish_pid.(builtin math -s 0 "($_reifier_boot + $_reifier_up) * 100")
    # `file` is where to write now, nothing where something has to be looked at first; `name` is where it is to be.
    set -g _reifier_name $_reifier_spool/$_reifier_id.0.rec
    set -g _reifier_file ''
    # The generation of $status from which on there is to be a new file.
    set -g _reifier_full 200

    function _reifier_uptime
        builtin read -l up rest </proc/uptime
        builtin echo $up
    end

    # fish reports a full disk by itself, past every redirection. So `reifier` leaves word here while there is little room,
    # and until when its word counts: should it be gone by then, recording goes on.
    function _reifier_room
        test -e @STATE@/full; or return 0
        builtin read -l until 2>/dev/null <@STATE@/full
        test -n "$until"; and test (_reifier_uptime) -gt $until 2>/dev/null
    end

    # A new file is made with mode 0600, ours and no symlink; the variable umask is fish's own.
    function _reifier_create
        test ! -e $argv[1] -a ! -L $argv[1]; or return
        _reifier_room; or return
        set -l mask $umask
        set umask 077
        builtin printf '' 2>/dev/null >>$argv[1]
        set umask $mask
        test -O $argv[1] -a -f $argv[1] -a ! -L $argv[1]
    end

    # What may change a file, or starts with a space, is worth a look, and so is each hundredth command; nothing else pays
    # for it.
    function _reifier_pre --on-event fish_preexec
        switch $status_generation$argv[1]
            case '* *' '*>*' '*00*'
                _reifier_look $argv[1]
        end
    end

    # What may change a file is met by a copy of it.
    function _reifier_look
        if string match -qr '^\s|(?:vim?|nano|ed|tee|perl|patch|cp|mv|install|edit|EDITOR\S*) |>|emacs' -- $argv[1]
            string match -qr '^\s' -- $argv[1]
            and set -g _reifier_file ''
            or _reifier_snapshot $argv[1] 2>/dev/null
        end
        test "0$status_generation" -ge $_reifier_full; and set -g _reifier_file ''
    end

    # Copies the files that the command names, below 1 MiB, into the spool: the one thing for which a process is started.
    function _reifier_snapshot
        string match -qr '^[^\s#]' -- "$argv[1]"
        and test -z "$fish_private_mode" -a -O $_reifier_spool -a ! -L $_reifier_spool -a ! -L $_reifier_state; or return
        set -l slot (string sub -s -1 -- "0$status_generation")
        set -l count 0
        set -l mask $umask
        for word in (string match -ra '[^\s\'"|&;<>()]+' -- "$argv[1]")
            set -l path (string replace -r '^~/' "$HOME/" -- $word)
            string match -q '/*' -- $path; or set path $PWD/$path
            test -f $path -a ! -L $path -a -r $path -a $count -lt 4; or continue
            string match -qr '^/(proc|sys|dev)/' -- $path; and continue
            set -l copy $_reifier_spool/$_reifier_id.$slot.$count.snap
            test -L $copy; and continue
            set umask 077
            begin
                builtin printf '%s\0' $path
                command head -c 1048577 -- $path
                builtin printf '\0.'
            end >$copy
            set umask $mask
            set count (builtin math $count + 1)
        end
    end

    # Every builtin has a price here, and so has every character of a path or a value: the way of most commands is as short as
    # can be. `for` is the one way to keep a value that starts no builtin; a record stands in the place of the space in what
    # the kernel says of its uptime, which saves reading that first. The owner of the folder was asked when the file was made.
    function _reifier_post --on-event fish_postexec
        for code in $status\t"$pipestatus"
            # The file is not asked for again after it was made: the observer may have taken it away meanwhile, and >> makes
            # another.
            test -O $_reifier_file -a ! -L $_reifier_file -a ! -L @STATE@/spool
            or _reifier_renew $argv[1]
            or return
            builtin string replace ' ' \x1e@3\t$_reifier_boot\t"$status_generation"\t$code\t"$CMD_DURATION"\x1e"$PWD"\x1e"$argv[1]"\x1e </proc/uptime >>$_reifier_file
            or _reifier_rest
        end
    end

    # The file is not there (the observer takes it away whenever there is something in it, so here is where a suggestion is
    # met), or this command may not be written.
    function _reifier_renew
        test -s $_reifier_notes; and _reifier_notices
        string match -qr '^\s' -- $argv[1]; and return 1
        set -e _reifier_changed; and return 1
        # Private mode comes and goes in the middle of a shell.
        test -z "$fish_private_mode" -a -O $_reifier_spool -a -d $_reifier_spool -a ! -L $_reifier_spool -a ! -L $_reifier_state; or return
        if set -q _reifier_until
            test (_reifier_uptime) -lt $_reifier_until; and return 1
            set -e _reifier_until
        end
        # Two hundred records to a file; to count them itself would cost fish too much.
        if test "0$status_generation" -ge $_reifier_full
            set -g _reifier_name $_reifier_spool/$_reifier_id.$_reifier_full.rec
            set -g _reifier_full (builtin math $status_generation + 200)
        end
        test -O $_reifier_name -a ! -L $_reifier_name; or _reifier_create $_reifier_name; or return
        set -g _reifier_file $_reifier_name
    end

    # The command that ends private mode was still typed in it.
    function _reifier_private --on-variable fish_private_mode
        set -g _reifier_changed 1
        set -g _reifier_file ''
    end

    # Where nobody left word of a full disk, fish gets no second occasion to report it for five minutes.
    function _reifier_rest
        set -g _reifier_until (builtin math (_reifier_uptime) + 300)
        set -g _reifier_file ''
    end

    function _reifier_notices
        test -f $_reifier_notes -a -O $_reifier_notes -a ! -L $_reifier_notes; or return
        while builtin read -l -d \t number text
            string match -qr '^[0-9]{1,15}$' -- "$number"; and test $number -gt $_reifier_seen; or continue
            set -g _reifier_seen $number
            builtin printf '%s\n' (string sub -l 120 -- (string replace -ra '[[:cntrl:]]' '' -- "$text"))
        end <$_reifier_notes
    end

    # What this shell is, once: the observer tells by it which terminal this was, in which shell it was started, and when it
    # is gone.
    function _reifier_introduce
        set -l file $_reifier_spool/$_reifier_id.shell
        set -l stat ''
        set -l above
        set -l pid $fish_pid
        for depth in 1 2 3 4 5 6 7 8 9 10 11 12
            test -r /proc/$pid/stat; and builtin read -l line </proc/$pid/stat; or break
            set -l fields (string split ' ' -- (string replace -r '^.*\) ' '' -- $line))
            test $depth = 1; and set stat "$fields"; or set -a above $pid
            set pid $fields[2]
            test "$pid" -gt 1; or break
        end
        set -l container ''
        test -e /.dockerenv -o -e /run/.containerenv; and set container yes
        set -l ssh ''
        test -n "$SSH_CONNECTION"; and set ssh yes
        test -O $_reifier_spool -a -d $_reifier_spool -a ! -L $_reifier_spool -a ! -L $_reifier_state; and _reifier_create $file; or return
        builtin printf '%s\0' shell=fish pid=$fish_pid stat="$stat" above=" $above" user="$USER" host="$hostname" ssh=$ssh \
            sudo="$SUDO_USER" container=$container tmux="$TMUX_PANE" level="$SHLVL" . 2>/dev/null >>$file
    end

    _reifier_introduce
end
