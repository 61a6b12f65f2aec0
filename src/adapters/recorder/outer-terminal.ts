import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readlinkSync } from "node:fs";

/** Leaves the alternate screen, shows the cursor, ends keypad, paste, mouse and colour modes. */
const resetModes =
  "\\033[?1049l\\033[?25h\\033[?1l\\033>\\033[?2004l\\033[?1000l\\033[?1002l\\033[?1003l\\033[?1006l\\033[0m";
const resetBytes = resetModes.replaceAll("\\033", "\x1b");

/**
 * Waits for the end of its input. `done` first: all is well. Without it the recorder was killed, which nothing can be done
 * about from inside: the shell is hung up (and killed when it stays), the terminal gets its settings back.
 * Arguments: the pipe that shells write to, the terminal's device, its settings, the recording's folder.
 */
const guardian = `
trap '' HUP INT TERM QUIT TSTP TTOU TTIN
exec 4<>"$1"
birth() { cut -d' ' -f22 "/proc/$1/stat" 2>/dev/null; }
while IFS= read -r word; do
  case $word in
    done) exit 0 ;;
    pid\\ *) pid=\${word#pid }; born=$(birth "$pid") ;;
  esac
done
[ -n "$pid" ] && [ "$(birth "$pid")" = "$born" ] && kill -HUP "$pid"
stty "$3" <"$2"
printf '${resetModes}\\r\\nreifier: the recorder was killed; the recorded shell is gone, this is the one outside\\r\\n' >"$2"
sleep 1
[ -n "$pid" ] && [ "$(birth "$pid")" = "$born" ] && kill -KILL "$pid"
rm -rf "$4"
`;

/** The terminal that the recording was started on. */
export interface OuterTerminal {
  size(): { readonly columns: number; readonly rows: number };
  /** Every key goes to the shell as it is. */
  raw(): void;
  restore(): void;
  /** The guardian watches over this shell from now on. */
  guard(pid: number): void;
  /** Ends the guardian. */
  release(): void;
  /** After a shell that could not clean up. */
  resetModes(): void;
}

interface OuterOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** Of the recording. */
  readonly folder: string;
}

export function openOuterTerminal({ input, output, folder }: OuterOptions): OuterTerminal {
  let watcher: ChildProcess | null = null;
  // Node's own raw mode still turns line ends into two characters.
  const settings = stty("-g")?.trim() ?? "";
  return {
    size: () => ({ columns: output.columns || 80, rows: output.rows || 24 }),
    raw: () => {
      if (settings === "" || stty("raw", "-echo") === null) input.setRawMode(true);
    },
    restore: () => {
      try {
        if (settings === "" || stty(settings) === null) input.setRawMode(false);
      } catch {
        // The terminal is gone: there is nothing left to restore.
      }
    },
    guard: (pid) => {
      watcher = startGuardian(folder, settings);
      watcher?.stdin?.write(`pid ${pid}\n`);
    },
    release: () => {
      watcher?.stdin?.end("done\n");
    },
    resetModes: () => void output.write(resetBytes),
  };
}

/** null where the terminal's device or settings cannot be told: then only its owner can mend it (`stty sane`). */
function startGuardian(folder: string, settings: string): ChildProcess | null {
  const device = deviceOf(0);
  if (settings === "" || device === null) return null;
  const child = spawn(
    "sh",
    ["-c", guardian, "reifier-guardian", `${folder}/to`, device, settings, folder],
    // Its own session: what ends the recorder's process group does not end it.
    { detached: true, stdio: ["pipe", "ignore", "ignore"], cwd: "/" },
  );
  child.on("error", () => undefined);
  child.stdin?.on("error", () => undefined);
  child.unref();
  return child;
}

/** What stty(1) says of our terminal; null where it fails. */
function stty(...words: string[]): string | null {
  const asked = spawnSync("stty", words, { stdio: ["inherit", "pipe", "ignore"], encoding: "utf8" });
  return asked.status === 0 ? asked.stdout : null;
}

function deviceOf(fd: number): string | null {
  try {
    const device = readlinkSync(`/proc/self/fd/${fd}`);
    return device.startsWith("/dev/") ? device : null;
  } catch {
    return null;
  }
}
