/** Runs a sticky expression at a position. */
export function matchAt(shape: RegExp, text: string, position: number): RegExpExecArray | null {
  shape.lastIndex = position;
  return shape.exec(text);
}

/** Where the match that starts here ends; the position itself where there is none. */
export const skip = (shape: RegExp, text: string, position: number): number =>
  position + (matchAt(shape, text, position)?.[0].length ?? 0);

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}
