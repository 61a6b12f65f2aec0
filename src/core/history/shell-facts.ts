import { decodeText } from "./text-bytes.ts";

/** What a shell said of itself when its hook started. */
export interface ShellFacts {
  readonly pid: number | null;
  /** `pts/0`; null without a terminal or where the kernel does not tell. */
  readonly tty: string | null;
  /** `ssh`, `sudo:alice`, `container`, `in bash.4711.…`: where this shell stands. */
  readonly marks: readonly string[];
}

/** A marker file: `name=value` fields, each ended by NUL. Unknown names and damage are ignored. */
export function parseShellFacts(marker: Uint8Array): ShellFacts {
  const fields = new Map<string, string>();
  for (const field of decodeText(marker).text.split("\ufffd")) {
    const at = field.indexOf("=");
    if (at > 0) fields.set(field.slice(0, at), field.slice(at + 1));
  }
  const pid = Number(fields.get("pid") ?? "");
  return {
    pid: Number.isInteger(pid) && pid > 0 ? pid : null,
    tty: terminalName(fields),
    marks: placeMarks(fields),
  };
}

/** `pts/0:10157`, and where the shell stands, as the record keeps it. */
export function terminalOf(facts: ShellFacts): string | null {
  if (facts.pid === null) return null;
  return [`${facts.tty ?? "?"}:${facts.pid}`, ...facts.marks].join(" ");
}

function terminalName(fields: ReadonlyMap<string, string>): string | null {
  const named = fields.get("tty")?.replace(/^\/dev\//, "");
  if (named !== undefined && named !== "") return named;
  // Field 7 of proc(5) stat, here without pid and name: the controlling terminal as a device number.
  const device = Number(fields.get("stat")?.split(" ")[4] ?? "0");
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= 136 && major <= 143) return `pts/${minor + (major - 136) * 256}`;
  return major === 4 ? `tty${minor}` : null;
}

function placeMarks(fields: ReadonlyMap<string, string>): string[] {
  const marks: string[] = [];
  const present = (name: string): string | null => fields.get(name) || null;
  if (present("ssh") !== null) marks.push("ssh");
  const sudo = present("sudo");
  if (sudo !== null) marks.push(`sudo:${sudo}`);
  if (present("container") !== null) marks.push("container");
  const parent = present("parent");
  if (parent !== null) marks.push(`in:${parent}`);
  return marks;
}
