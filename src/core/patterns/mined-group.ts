import { type MaskedWord, render } from "./signature.ts";

/** What a line belongs to. A live view: after later lines taught more, it shows the wider group. */
export interface MinedGroup {
  /** Stable number of the group, from 1; when groups become one, the oldest number stays. */
  readonly group: number;
  /** Readable, with typed captures. */
  readonly template: string;
  /** How many lines. */
  readonly count: number;
}

/** A node of the union: lines of one signature, joined into wider ones. */
export class Group implements MinedGroup {
  readonly number: number;
  readonly text: string;
  readonly words: readonly MaskedWord[];
  seen = 0;
  #parent: Group | null = null;
  /** Of the whole union, kept at the root. */
  #oldest: number;
  #joined: Group[] = [];
  #template: string | null = null;

  constructor(number: number, text: string, words: readonly MaskedWord[]) {
    this.number = number;
    this.text = text;
    this.words = words;
    this.#oldest = number;
  }

  root(): Group {
    let node: Group = this;
    while (node.#parent !== null) node = node.#parent;
    if (node !== this) this.#parent = node;
    return node;
  }

  join(other: Group): void {
    const mine = this.root();
    const theirs = other.root();
    if (mine === theirs) return;
    theirs.#parent = mine;
    mine.#joined.push(theirs);
    mine.#oldest = Math.min(mine.#oldest, theirs.#oldest);
  }

  #below(): number {
    return this.#joined.reduce((sum, child) => sum + child.#below(), this.seen);
  }

  get group(): number {
    return this.root().#oldest;
  }

  get template(): string {
    const root = this.root();
    root.#template ??= render(root.text, root.words).template;
    return root.#template;
  }

  get count(): number {
    return this.root().#below();
  }
}

/** One of the first lines: its group is found when the format of the source is known, or when somebody asks. */
export class WaitingLine implements MinedGroup {
  readonly line: string;
  readonly #begin: () => void;
  #group: Group | null = null;

  constructor(line: string, begin: () => void) {
    this.line = line;
    this.#begin = begin;
  }

  place(group: Group): void {
    this.#group = group;
  }

  #known(): MinedGroup {
    if (this.#group === null) this.#begin();
    return this.#group ?? nothing;
  }

  get group(): number {
    return this.#known().group;
  }

  get template(): string {
    return this.#known().template;
  }

  get count(): number {
    return this.#known().count;
  }
}

const nothing: MinedGroup = { group: 0, template: "", count: 0 };
