import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../../base/kernel/atomic-file.ts";
import type { ShadowCopies, ShadowText } from "../../base/ports/shadow-copies.ts";

interface ShadowOptions {
  /** Absolute path of `state/shadow`; made (0700) when the first copy is kept. */
  readonly folder: string;
  /** 32 bytes; what is sealed under another key counts as gone. */
  readonly key: Uint8Array;
}

/** An unchanged file is copied again after this time, so that a copy of it outlives the day. */
const freshMs = 3_600_000;
const mostCopies = 2_000;
const mostBytes = 128 * 1024 * 1024;
/** fish tells the time up to a second early, so the copy nearest to the start is the command's. */
const nearMs = 2_000;

const Sealed = z.object({ path: z.string(), text: z.string().nullable() });

/** A file's name says when and of what (a keyed hash of the path), never the path or the text. */
interface Name {
  readonly name: string;
  readonly of: string;
  readonly takenAt: number;
  readonly changedAt: number;
  readonly pid: number | null;
}

const pattern = /^([0-9a-f]{32})\.(\d{1,16})\.(\d{1,16})\.(\d{1,10})\.[0-9a-f]{12}$/;

function understand(name: string): Name | null {
  const found = pattern.exec(name);
  if (found === null) return null;
  const [, of = "", takenAt, changedAt, pid] = found;
  return {
    name,
    of,
    takenAt: Number(takenAt),
    changedAt: Number(changedAt),
    pid: pid === "0" ? null : Number(pid),
  };
}

/** Copies sealed with AES-256-GCM: nonce, tag, text; the file's name is bound to it. */
export function createShadowCopies({ folder, key }: ShadowOptions): ShadowCopies {
  const nameOf = (path: string): string => createHmac("sha256", key).update(path).digest("hex").slice(0, 32);
  const copies = (): Name[] => list(folder).sort((a, b) => b.takenAt - a.takenAt);
  const of = (path: string): Name[] => {
    const wanted = nameOf(path);
    return copies().filter((copy) => copy.of === wanted);
  };
  const open = (name: string): { readonly text: string } | "absent" | null => {
    const read = pattern.test(name) ? unseal(folder, key, name) : null;
    if (read === null) return null;
    return read.text === null ? "absent" : { text: read.text };
  };
  return {
    keep: (copy) => {
      const known = of(copy.path).find((one) => isSame(one, copy));
      if (known !== undefined) return known.name;
      const times = [copy.takenAt, copy.changedAt].map(Math.floor).join(".");
      const name = `${nameOf(copy.path)}.${times}.${copy.pid ?? 0}.${randomBytes(6).toString("hex")}`;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileAtomic(join(folder, name), seal(key, name, copy));
      return name;
    },
    before: (path, command) => {
      const mine = of(path);
      const snapshot = nearest(mine, command);
      // A copy taken later still tells the text at the start when the file had not been changed since.
      const earlier = mine.find(
        (copy) => copy.takenAt <= command.start || (copy.changedAt > 0 && copy.changedAt < command.start),
      );
      const found = snapshot ?? earlier;
      const text = found === undefined ? null : open(found.name);
      if (found === undefined || text === null) return null;
      const from = found === snapshot ? "snapshot" : "shadow";
      return { name: found.name, text: text === "absent" ? null : text.text, from };
    },
    open,
    forget: (paths) => {
      const wanted = new Set(paths.map(nameOf));
      const gone = copies().filter((copy) => wanted.has(copy.of));
      for (const { name } of gone) rmSync(join(folder, name), { force: true });
      return gone.length;
    },
    prune: (before) => {
      let count = 0;
      let bytes = 0;
      for (const { name, takenAt } of copies()) {
        const path = join(folder, name);
        bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        count += 1;
        if (takenAt < before || count > mostCopies || bytes > mostBytes) rmSync(path, { force: true });
      }
    },
  };
}

function nearest(
  copies: readonly Name[],
  { start, end, pid }: { readonly start: number; readonly end: number; readonly pid: number | null },
): Name | undefined {
  const away = ({ takenAt }: Name): number => Math.abs(takenAt - start);
  return copies
    .filter((copy) => copy.pid !== null && copy.pid === pid)
    .filter(({ takenAt }) => takenAt >= start - nearMs && takenAt <= end + nearMs)
    .sort((a, b) => away(a) - away(b))[0];
}

const isSame = (known: Name, copy: ShadowText): boolean =>
  // 0: when it was changed is not known.
  copy.changedAt > 0 &&
  known.pid === copy.pid &&
  known.changedAt === Math.floor(copy.changedAt) &&
  // A file that was changed twice in one tick of the clock shows the same time.
  known.takenAt - known.changedAt > 100 &&
  copy.takenAt - known.takenAt < freshMs &&
  copy.text !== null;

function list(folder: string): Name[] {
  try {
    return readdirSync(folder).flatMap((name) => understand(name) ?? []);
  } catch {
    return []; // Nothing was copied yet.
  }
}

function seal(key: Uint8Array, name: string, { path, text }: ShadowText): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(JSON.stringify({ path, text }), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** null for a copy that is gone, damaged, or sealed under another key. */
function unseal(folder: string, key: Uint8Array, name: string): z.infer<typeof Sealed> | null {
  try {
    const sealed = readFileSync(join(folder, name));
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(sealed.subarray(12, 28));
    const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
    return Sealed.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
