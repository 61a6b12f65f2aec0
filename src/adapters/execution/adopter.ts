import { execaSync } from "execa";
import { firstExecutable } from "./sandbox.ts";

/** What a block's command line is put behind, and the program that does it; null where nothing here can. */
export interface Adopter {
  readonly by: "perl" | "python3" | null;
  readonly command: readonly string[];
  /** Variables for the program itself; the block does not see them. */
  readonly env: Readonly<Record<string, string>>;
}

/** The number of `prctl` (Linux, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h). */
const prctl: Readonly<Partial<Record<string, number>>> = { x64: 157, arm64: 167 };

const noAdopter: Adopter = { by: null, command: [], env: {} };

/** Where an interpreter that can make the call may be: perl is a part of Debian, Python of Fedora and its like. */
const places = {
  perl: ["/usr/bin/perl", "/bin/perl"],
  python3: ["/usr/bin/python3", "/bin/python3", "/usr/libexec/platform-python", "/usr/local/bin/python3"],
} as const;

/**
 * Lets a block's bash adopt orphans (PR_SET_CHILD_SUBREAPER, 36; prctl(2) keeps it over exec): who drops environment,
 * session and parent at once is still a child of the block. By perl, which is quicker, else Python, because neither node
 * nor bash can make the call. Without either the mark in the environment is all there is.
 */
export function findAdopter(
  where: Readonly<Record<"perl" | "python3", readonly string[]>> = places,
): Adopter {
  return (
    [byPerl(where.perl), byPython(where.python3)].find((one) => one.by !== null && works(one)) ?? noAdopter
  );
}

function byPerl(at: readonly string[]): Adopter {
  const perl = firstExecutable(at);
  const call = prctl[process.arch];
  if (perl === null || call === undefined) return noAdopter;
  const program = `delete$ENV{PERL_BADLANG};syscall(${call},36,1,0,0,0);exec{$ARGV[0]}@ARGV or exit 126`;
  // perl would complain about a locale that is not installed, into the block's own output.
  return { by: "perl", command: [perl, "-f", "-e", program, "--"], env: { PERL_BADLANG: "0" } };
}

/** Python changes the locale in its environment and ignores SIGPIPE and SIGXFSZ; the block gets both as they were. */
const pythonProgram = `
import ctypes, os, signal, sys
with open("/proc/self/environ", "rb") as file:
    environ = dict(one.split(b"=", 1) for one in file.read().split(b"\\0") if b"=" in one)
for name in ("SIGPIPE", "SIGXFSZ", "SIGINT"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
if ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) != 0:
    sys.exit(126)
os.execve(sys.argv[1], sys.argv[1:], environ)
`;

function byPython(at: readonly string[]): Adopter {
  const python = firstExecutable(at);
  if (python === null || process.platform !== "linux") return noAdopter;
  return { by: "python3", command: [python, "-I", "-S", "-c", pythonProgram], env: {} };
}

function works({ command, env }: Adopter): boolean {
  const [first = "", ...rest] = [...command, "/bin/sh", "-c", ":"];
  const facts = { reject: false, stdio: "ignore", timeout: 5_000, extendEnv: false, env } as const;
  return execaSync(first, rest, facts).exitCode === 0;
}
