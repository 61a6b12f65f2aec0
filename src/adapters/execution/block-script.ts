/** The kernel takes at most 128 KiB in one argument (MAX_ARG_STRLEN); the definitions need some of it. */
export const maxCodeBytes = 120_000;

/**
 * Writes the directory, the exported variables and the children that are left at the end of the block's own shell, also
 * after `exit 0`.
 * Builtins only: a fork and an `env` would cost more than everything else here.
 */
const keepState = (file: string): string =>
  `__reifier_state() { local __n=; local -a __r; builtin read -r __n </proc/$$/task/$$/children || :; builtin printf '%s' "$__n" >'${file}.left'; builtin compgen -e >'${file}'; builtin mapfile -t __r <'${file}'; ` +
  `{ builtin printf '%s\\0' "$PWD"; for __n in "\${__r[@]}"; do builtin printf '%s=%s\\0' "$__n" "\${!__n-}"; done; } >'${file}'; }; ` +
  `__reifier_end() { local s=$?; [[ $BASHPID != "$$" ]] || __reifier_state 2>/dev/null; return "$s"; }; ` +
  `builtin trap '__reifier_end && :' EXIT; `;

/** A block with an EXIT trap of its own gets both: ours first, then its own with the same `$?`. */
const sharedTrap =
  `trap() { local a n; local -a r=(); [[ \${1-} != -- ]] || shift; ` +
  `if [[ $# -lt 2 || $1 == -?* ]]; then builtin trap "$@"; return; fi; a=$1; shift; ` +
  `for n in "$@"; do case \${n^^} in 0|EXIT|SIGEXIT) ` +
  `if [[ -z $a || $a == - ]]; then builtin trap '__reifier_end && :' EXIT; else builtin trap "__reifier_end && :; $a" EXIT; fi;; ` +
  `*) r+=("$n");; esac; done; [[ \${#r[@]} -eq 0 ]] || builtin trap -- "$a" "\${r[@]}"; }; `;

/** What a confined block may take at most: 4 GiB of a file, 4 GiB of data, 4,096 descriptors. */
const limits = "{ ulimit -f 4194304; ulimit -d 4194304; ulimit -n 4096; } 2>/dev/null || :; ";

/** The text for `bash -c`: definitions and code share the first line, so that bash's line numbers are the block's. */
export function blockText(code: string, stateFile: string, confined: boolean): string {
  const setsExitTrap = /\btrap\b/.test(code) && /\b(?:SIG)?EXIT\b|\b0\b/i.test(code);
  return (confined ? limits : "") + keepState(stateFile) + (setsExitTrap ? sharedTrap : "") + code;
}
