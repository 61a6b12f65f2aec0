import { execa } from "execa";
import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";

/** Ends the tree of every block that is running when the operator dies, however it dies. */
export interface Supervisor {
  /** Must be awaited before the block starts: from then on its tree dies with the operator. */
  watch(block: WatchedBlock): Promise<void>;
  /** The block came to its own end: what it left running is nobody's business any more. */
  release(mark: string): void;
}

interface WatchedBlock {
  /** Value of `REIFIER_EXECUTION`. */
  readonly mark: string;
  readonly scratch: string;
}

/**
 * A bash that reads `+ MARK SCRATCH` and `- MARK` lines until end of input, which the kernel delivers also when the
 * operator gets SIGKILL. Then: TERM, a second later KILL, to everything that carries a mark still watched.
 * bash, because it costs 3 ms and 3 MB where a second node would cost 40 ms and 40 MB.
 */
const script = `
trap '' HUP INT TERM PIPE
declare -A live marked parent start session seen member
scan() {
  marked=() parent=() start=() session=() member=() pids=()
  for mark in "\${!live[@]}"; do
    while IFS=/ read -r _ _ pid _; do marked[$pid]=1; done \
      < <(grep -lzxF -e "REIFIER_EXECUTION=$mark" /proc/[0-9]*/environ 2>/dev/null)
  done
  for file in /proc/[0-9]*/stat; do
    { read -r line < "$file"; } 2>/dev/null || continue
    pid=\${file#/proc/} pid=\${pid%/stat}
    set -- \${line##*) }
    [[ $1 == [ZX] ]] && continue
    parent[$pid]=$2 session[$pid]=$4 start[$pid]=\${20}
    [[ -n \${marked[$pid]-} || \${seen[$pid]-} == "\${20}" ]] && member[$pid]=1
  done
  for pid in "\${!member[@]}"; do leaders[\${session[$pid]}]=1; done
  for (( grown = 1; grown; )); do
    grown=0
    for pid in "\${!parent[@]}"; do
      [[ -n \${member[$pid]-} ]] && continue
      [[ -n \${member[\${parent[$pid]}]-} || -n \${leaders[\${session[$pid]}]-} ]] && member[$pid]=1 grown=1
    done
  done
  for pid in "\${!member[@]}"; do seen[$pid]=\${start[$pid]}; done
  pids=("\${!member[@]}")
}
declare -A leaders
directory=$1
printf 'ready\\n'
while IFS=' ' read -r op mark scratch; do
  if [[ $op == + ]]; then live[$mark]=$scratch; else unset "live[$mark]"; fi
done
rm -rf -- "$directory"
(( \${#live[@]} )) || exit 0
began=\${EPOCHREALTIME//[.,]/}
scan
(( \${#pids[@]} )) && kill -s TERM "\${pids[@]}" 2>/dev/null
for (( round = 0; round < 60; round++ )); do
  sleep 0.05
  scan
  (( \${#pids[@]} )) || break
  (( \${EPOCHREALTIME//[.,]/} - began >= 1000000 )) && kill -s KILL "\${pids[@]}" 2>/dev/null
done
rm -rf -- "\${live[@]}"
`;

/**
 * One supervisor serves all blocks of this process; it is started with the first and again when it was killed.
 * `directory` is removed when the operator has gone.
 */
export function createSupervisor(bash: string, directory: string): Supervisor {
  const watched = new Map<string, WatchedBlock>();
  let current: Promise<(line: string) => void> | null = null;

  const start = async (): Promise<(line: string) => void> => {
    const child = execa(bash, ["--noprofile", "--norc", "-c", script, "reifier-supervisor", directory], {
      detached: true,
      cleanup: false,
      reject: false,
      buffer: false,
      extendEnv: false,
      env: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" },
      cwd: "/",
      stdin: "pipe",
      stdout: "pipe",
      stderr: "ignore",
    });
    const input = child.stdin;
    // Its death is seen by `exit`; a write that comes too late is no error of its own.
    input.on("error", () => undefined);
    child.once("exit", () => {
      current = null;
      if (watched.size > 0) current = start();
    });
    const ready = await new Promise<boolean>((resolve) => {
      child.stdout.once("data", () => resolve(true));
      child.once("exit", () => resolve(false));
      child.once("error", () => resolve(false));
    });
    if (!ready) throw supervisorMissing();
    child.stdout.destroy();
    for (const part of [child, input]) if ("unref" in part && typeof part.unref === "function") part.unref();
    for (const block of watched.values()) input.write(`+ ${block.mark} ${block.scratch}\n`);
    return (line) => input.write(line);
  };

  return {
    watch: async (block) => {
      watched.set(block.mark, block);
      if (current === null) current = start();
      else (await current)(`+ ${block.mark} ${block.scratch}\n`);
      await current;
    },
    release: (mark) => {
      watched.delete(mark);
      void current?.then((write) => write(`- ${mark}\n`));
    },
  };
}

const supervisorMissing = (): ReifierError =>
  new ReifierError({
    code: "NO_SUPERVISOR",
    message: "the process that ends a block's tree when the operator dies could not be started",
    hint: "type: reifier doctor",
    exitCode: exitCode.stepFailed,
  });
