const narrowest = 20;

/** Prose in lines of at most `columns - 1` characters, broken between words; as it is where there is no width. */
export function wrapped(text: string, columns: number | null): string {
  if (columns === null) return text;
  const width = Math.max(narrowest, columns - 1);
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
