import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { syncDirectory } from "../kernel/atomic-file.ts";
import { errorText, systemCode, usageError } from "../kernel/errors.ts";
import type { SealingKey } from "../ports/secret-key.ts";

const keyBytes = 32;

/** The install-local key (0600), made at first use. Losing it loses the authority of every approval. */
export function loadInstallKey(path: string): SealingKey {
  const secret = readKey(path) ?? makeKey(path);
  const derived = new Map<string, Buffer>();
  const derive = (purpose: string): Buffer => {
    let key = derived.get(purpose);
    if (key === undefined) {
      key = Buffer.from(hkdfSync("sha256", secret, "", `reifier ${purpose}`, keyBytes));
      derived.set(purpose, key);
    }
    return key;
  };
  return {
    mac: (purpose, text) => createHmac("sha256", derive(purpose)).update(text).digest("hex"),
    bytes: (purpose) => derive(purpose),
  };
}

function readKey(path: string): Buffer | null {
  try {
    const facts = lstatSync(path);
    if (!facts.isFile() || (facts.mode & 0o077) !== 0) {
      throw usageError(`${path} is not a file that only you can read`, `type: chmod 600 ${path}`);
    }
    const secret = Buffer.from(readFileSync(path, "utf8").trim(), "hex");
    if (secret.length !== keyBytes) {
      throw usageError(
        `${path} does not hold a key`,
        `move it away; a new one is made, and every approval must be renewed`,
      );
    }
    return secret;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** Two processes may both find no key: the one whose link succeeds wins, the other reads the winner's. */
function makeKey(path: string): Buffer {
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  const secret = randomBytes(keyBytes);
  try {
    const file = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      writeSync(file, `${secret.toString("hex")}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(temporary, path);
    syncDirectory(dirname(path));
    return secret;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return readKey(path) ?? secret;
    throw usageError(
      `cannot write ${path}: ${errorText(error)}`,
      "make the workspace writable and free some space",
      error,
    );
  } finally {
    rmSync(temporary, { force: true });
  }
}
