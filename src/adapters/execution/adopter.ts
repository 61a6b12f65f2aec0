import { execaSync } from "execa";
import { firstExecutable } from "./sandbox.ts";

/** The number of `prctl` (Linux, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h). */
const prctl: Readonly<Partial<Record<string, number>>> = { x64: 157, arm64: 167 };

/**
 * What a block's command line is put behind so that its bash adopts orphans (PR_SET_CHILD_SUBREAPER, 36; prctl(2) keeps
 * it over exec): who drops environment, session and parent at once is still a child of the block. perl, because
 * neither node nor bash can make the call. Empty where it cannot be made: then the mark in the environment is all there is.
 */
export function findAdopter(): readonly string[] {
  const perl = firstExecutable(["/usr/bin/perl", "/bin/perl"]);
  const call = prctl[process.arch];
  if (perl === null || call === undefined) return [];
  const program = `delete$ENV{PERL_BADLANG};syscall(${call},36,1,0,0,0);exec{$ARGV[0]}@ARGV or exit 126`;
  const adopter = [perl, "-f", "-e", program, "--"];
  const [first = "", ...rest] = [...adopter, "/bin/sh", "-c", ":"];
  const facts = { reject: false, stdio: "ignore", timeout: 5_000, extendEnv: false, env: {} } as const;
  return execaSync(first, rest, facts).exitCode === 0 ? adopter : [];
}
