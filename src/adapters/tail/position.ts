import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { z } from "zod";

/** What a file looked like at a place: length and hash of bytes. */
const Print = z.object({ length: z.number().int(), hash: z.string() });
type Print = z.infer<typeof Print>;

/**
 * How far a file was read, and how to know it again: device and inode, because names move; the first bytes, because
 * inodes are used again; the bytes before the offset, because a file can be emptied and grow past the old offset.
 */
export const FilePosition = z.object({
  dev: z.number(),
  ino: z.number(),
  offset: z.number().int(),
  head: Print,
  before: Print,
});
export type FilePosition = z.infer<typeof FilePosition>;

/** What is kept for one path: the file under that name, and files that were moved away and are not read to their end. */
export const SavedPosition = z.object({ current: FilePosition.nullable(), moved: z.array(FilePosition) });
export type SavedPosition = z.infer<typeof SavedPosition>;

/** Reads a saved position; text that is none counts as nothing saved. */
export function parsePosition(text: string | null): SavedPosition | null {
  if (text === null) return null;
  try {
    return SavedPosition.parse(JSON.parse(text));
  } catch {
    return null; // damaged: the file is treated as one that was never followed
  }
}

const headBytes = 1024;
const beforeBytes = 256;

const print = (bytes: Buffer): Print => ({
  length: bytes.length,
  hash: createHash("sha1").update(bytes).digest("base64"),
});

async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, start);
  return buffer.subarray(0, bytesRead);
}

export const headPrint = async (file: FileHandle, upTo: number): Promise<Print> =>
  print(await bytesAt(file, 0, Math.min(headBytes, upTo)));

export async function beforePrint(file: FileHandle, offset: number): Promise<Print> {
  const start = Math.max(0, offset - beforeBytes);
  return print(await bytesAt(file, start, offset - start));
}

/** Are the bytes before this offset still those that were read? */
export async function sameBefore(file: FileHandle, offset: number, before: Print): Promise<boolean> {
  if (before.length === 0) return true;
  return print(await bytesAt(file, offset - before.length, before.length)).hash === before.hash;
}

/** Is this the file that the position speaks of, with everything read still in it? */
export async function isSameFile(file: FileHandle, position: FilePosition): Promise<boolean> {
  const facts = await file.stat();
  if (facts.dev !== position.dev || facts.ino !== position.ino || facts.size < position.offset) return false;
  const head = print(await bytesAt(file, 0, position.head.length));
  return head.hash === position.head.hash && (await sameBefore(file, position.offset, position.before));
}

export const headComplete = (head: Print): boolean => head.length >= headBytes;
