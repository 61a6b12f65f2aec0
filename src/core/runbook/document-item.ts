/** First and last line, 1-based, in the whole file. */
export type Lines = readonly [number, number];

export interface CodeItem {
  readonly kind: "code";
  readonly fenced: boolean;
  readonly closed: boolean;
  /** The opening line behind its fence, as it stands in the file. */
  readonly rawInfo: string;
  /** The same with entities and escapes resolved. */
  readonly info: string;
  /** LF only, without its last newline. */
  readonly code: string;
  readonly lines: Lines;
}

export interface ListEntry {
  /** The command, where the whole entry is one inline code span. */
  readonly command: string | null;
  readonly startsWithCode: boolean;
  readonly lines: Lines;
}

/** What a Markdown file holds that a runbook cares for, in order. */
export type DocumentItem =
  | CodeItem
  | { readonly kind: "heading"; readonly depth: number; readonly text: string; readonly lines: Lines }
  /** Bold words that open a top-level paragraph; `alone`: and nothing but a colon follows. */
  | { readonly kind: "label"; readonly text: string; readonly alone: boolean; readonly lines: Lines }
  | {
      readonly kind: "list";
      readonly ordered: boolean;
      readonly entries: readonly ListEntry[];
      readonly lines: Lines;
    }
  /** The words of a paragraph, anywhere. */
  | { readonly kind: "prose"; readonly text: string; readonly lines: Lines }
  | { readonly kind: "html"; readonly text: string; readonly lines: Lines };
