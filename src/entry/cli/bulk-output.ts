/** Characters that are collected before they are written. */
const enough = 65_536;

/** An answer of very many lines: written in large pieces, and never further ahead than the reader. */
export interface BulkOutput {
  add(line: string): void;
  /** Writes what is enough to write. `false`: the reader has gone (`| head`), and nothing more need be done. */
  settle(): Promise<boolean>;
  end(): Promise<boolean>;
}

export function createBulkOutput(stdout: NodeJS.WriteStream): BulkOutput {
  let pieces: string[] = [];
  let size = 0;
  const write = async (): Promise<boolean> => {
    const text = pieces.join("");
    pieces = [];
    size = 0;
    return await written(stdout, text);
  };
  return {
    add: (line) => {
      pieces.push(line, "\n");
      size += line.length + 1;
    },
    settle: async () => (size < enough ? true : await write()),
    end: write,
  };
}

function written(stdout: NodeJS.WriteStream, text: string): boolean | Promise<boolean> {
  if (!stdout.writable) return false;
  if (text === "" || stdout.write(text)) return true;
  return new Promise((resolve) => {
    const after = (): void => {
      for (const event of ["drain", "error", "close"]) stdout.off(event, after);
      resolve(stdout.writable);
    };
    for (const event of ["drain", "error", "close"]) stdout.on(event, after);
  });
}
