import { usageError } from "../../base/kernel/errors.ts";

/** What was typed after the command's name, with commander's untyped values checked on the way out. */
export class CommandArguments {
  private readonly positional: readonly unknown[];
  private readonly options: Readonly<Record<string, unknown>>;

  constructor(positional: readonly unknown[], options: Readonly<Record<string, unknown>>) {
    this.positional = positional;
    this.options = options;
  }

  /** The n-th word, empty when it was optional and left out. */
  word(index: number): string {
    const value = this.positional[index];
    return typeof value === "string" ? value : "";
  }

  /** The words of a variadic argument. */
  words(index: number): string[] {
    const value = this.positional[index];
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
  }

  text(name: string): string | null {
    const value = this.options[name];
    return typeof value === "string" ? value : null;
  }

  flag(name: string): boolean {
    return this.options[name] === true;
  }

  /** A repeatable `k=v` option. */
  pairs(name: string): Record<string, string> {
    const value = this.options[name];
    const pairs: Record<string, string> = {};
    for (const item of Array.isArray(value) ? value : []) {
      const text = String(item);
      const cut = text.indexOf("=");
      // The value is not repeated: it may be a secret that was meant to stand in a file.
      if (cut < 1) throw usageError(`--${name}: expected NAME=VALUE`, `type: --${name} NAME=VALUE`);
      pairs[text.slice(0, cut)] = text.slice(cut + 1);
    }
    return pairs;
  }

  number(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    if (/^\d{1,6}$/.test(text) && Number(text) > 0) return Number(text);
    throw usageError(`--${name} ${text}: expected a whole number from 1`, `type: --${name} 2`);
  }
}
