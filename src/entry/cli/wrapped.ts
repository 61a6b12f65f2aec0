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

/** Prose behind a lead such as `Also: `; its further lines stand below the first word. */
export function hanging(lead: string, text: string, columns: number): string {
  return wrapped(text, columns - lead.length)
    .replaceAll("\n", `\n${" ".repeat(lead.length)}`)
    .replace(/^/, lead);
}

/** A command line in lines of at most `columns`, broken between its words by `\`: what is copied is still one command. */
export function wrappedCommand(command: string, columns: number): string {
  const lines: string[] = [];
  for (const word of command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > columns - 2) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join(" \\\n");
}
