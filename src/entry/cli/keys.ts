export const ctrlC = "\u0003";

/** A key that ends things, whatever the question was. */
export const endKeys: ReadonlySet<string> = new Set([ctrlC, "\u0004", "\u001b", "q"]);

/** One key press, in lower case; `q` when the input ended. The terminal is as it was afterwards. */
export function readKey(stdin: NodeJS.ReadStream): Promise<string> {
  return new Promise((resolve) => {
    const wasRaw = stdin.isRaw === true;
    const finish = (key: string): void => {
      stdin.off("data", pressed).off("end", ended);
      stdin.setRawMode(wasRaw);
      stdin.pause();
      resolve(key);
    };
    const pressed = (bytes: Buffer): void => finish(bytes.toString("utf8").slice(0, 1).toLowerCase());
    const ended = (): void => finish("q");
    stdin.setRawMode(true);
    stdin.on("data", pressed).on("end", ended).resume();
  });
}
