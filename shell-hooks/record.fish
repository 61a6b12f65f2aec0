# reifier record: what follows your own configuration in its fish: the hook, and what tells the recorder where each command
# begins and ends. It waits before a command while the recorder copies the files that it may change.
test "$_reifier_state" = @STATE@; or set -g _reifier_pid ''
test -r @STATE@/hook.fish; and source @STATE@/hook.fish

if test "$_reifier_pid" = "$fish_pid"
    set -g _reifier_nonce @NONCE@
    set -g _reifier_to @FOLDER@/to
    set -g _reifier_back @FOLDER@/back
    set -g _reifier_running ''
    set -g _reifier_booted $_reifier_boot
    set -g _reifier_count -1

    function _reifier_start --on-event fish_preexec
        set -g _reifier_running ''
        set -g _reifier_boot $_reifier_booted
        # As the hook decides; and a pipe without a reader would keep fish waiting.
        string match -qr '^[^\s#]' -- "$argv[1]"; and test -z "$fish_private_mode" -a -p $_reifier_to -a -d /proc/@PID@; or return
        # The hook puts this number into its record, behind the second of boot.
        set -g _reifier_count (builtin math $_reifier_count + 1)
        set -g _reifier_running $_reifier_count
        set -g _reifier_boot $_reifier_booted.$_reifier_running
        builtin printf '%s\0' $_reifier_nonce C $_reifier_running '' $PWD @1 $PWD "$argv[1]" . $_reifier_nonce S >$_reifier_to
        builtin read -l answer <$_reifier_back
        builtin printf '\e]133;C;k=%s;n=%s\a' $_reifier_nonce $_reifier_running >/dev/tty
    end

    function _reifier_end --on-event fish_postexec
        set -l code $status
        test -n "$_reifier_running" -a -p $_reifier_to -a -d /proc/@PID@; or return
        builtin printf '\e]133;D;k=%s;n=%s\a' $_reifier_nonce $_reifier_running >/dev/tty
        builtin printf '%s\0' $_reifier_nonce D $_reifier_running $code '' 1 $PWD >$_reifier_to
        set -g _reifier_running ''
    end

    builtin printf '%s\0' $_reifier_nonce R $_reifier_id >$_reifier_to
end
