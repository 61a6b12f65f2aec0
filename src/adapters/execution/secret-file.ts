import { readRegularFile } from "../../base/kernel/atomic-file.ts";
import { errorText, usageError } from "../../base/kernel/errors.ts";

const longestSecret = 16_384;

/** The secret in a file (`--set NAME=@FILE`), without its last newline. Throws a usage error that never quotes it. */
export function readSecretFile(path: string): string {
  const { text, mode } = read(path);
  if ((mode & 0o077) !== 0) {
    throw usageError(`${path} holds a secret and can be read by others`, `type: chmod 600 ${path}`);
  }
  const secret = text.replace(/\r?\n$/, "");
  if (secret === "" || secret.length > longestSecret || secret.includes("\0")) {
    throw usageError(
      `${path} does not hold a secret of 1 to ${longestSecret} characters`,
      "correct the file",
    );
  }
  return secret;
}

function read(path: string): ReturnType<typeof readRegularFile> {
  try {
    return readRegularFile(path);
  } catch (error) {
    throw usageError(
      `the secret file ${path} cannot be read: ${errorText(error)}`,
      "name a regular file of yours",
      error,
    );
  }
}
