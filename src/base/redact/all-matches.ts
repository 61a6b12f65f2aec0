/** What a global expression matches in a text, as `matchAll` gives it, without a copy of the expression for each text. */
export function allMatches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let hit = pattern.exec(text);
  if (hit === null) return none;
  const hits: RegExpExecArray[] = [];
  for (; hit !== null; hit = pattern.exec(text)) {
    hits.push(hit);
    if (hit[0] === "") pattern.lastIndex++;
  }
  return hits;
}

const none: readonly RegExpExecArray[] = [];
