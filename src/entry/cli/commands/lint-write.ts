import { chmodSync, readFileSync } from "node:fs";
import { readRegularFile, writeFileAtomic } from "../../../base/kernel/atomic-file.ts";
import { ReifierError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import type { RunbookShelf, ShelfFile } from "../../../base/ports/shelf.ts";

/** Through the shelf, which refuses a file that is not trusted or that somebody saved meanwhile. */
export function replaceOnShelf(shelf: RunbookShelf, file: ShelfFile, text: string): void {
  shelf.splice(file.path, file.sha256, [{ span: [0, file.text.length], text }]);
}

/** A file elsewhere, whole or not at all, with its mode. Throws `FILE_NOT_MENDED` (exit 1) and writes nothing where that would lose something. */
export function replaceFile(path: string, before: string, text: string): void {
  const now = readRegularFile(path);
  if (now.text !== before) throw notMended(path, "somebody else changed it meanwhile", "try again");
  if (now.links > 1)
    throw notMended(path, "it has several names (hard links)", "mend it by hand, or copy it first");
  if (!readFileSync(path).equals(Buffer.from(before, "utf8")))
    throw notMended(path, "it is not UTF-8", `convert it first: iconv -t UTF-8 ${path}`);
  writeFileAtomic(path, text, now.mode);
  // The umask took bits from the mode of the new file.
  chmodSync(path, now.mode);
}

const notMended = (path: string, why: string, hint: string): ReifierError =>
  new ReifierError({
    code: "FILE_NOT_MENDED",
    message: `${path} was not mended: ${why}`,
    hint,
    exitCode: exitCode.no,
  });
