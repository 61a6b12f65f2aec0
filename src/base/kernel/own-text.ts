/**
 * The same text, holding on to nothing else: a piece cut out of a longer text keeps the whole of that in memory, and what
 * is remembered of a line would keep all the lines that were read with it.
 */
export const ownText = (piece: string): string => ` ${piece}`.slice(1);
