/** Something a person should hear of now. */
export interface Notice {
  readonly kind: "draft" | "suggestion" | "approval" | "execution";
  /** The id that answers it, or the file's id. */
  readonly id: string;
  /** One plain sentence without control characters. */
  readonly text: string;
  readonly title: string;
}

/** Tells people: the screen of `up`, the next prompt of a hooked shell, `notify.command`. Never throws. */
export interface Notifier {
  tell(notice: Notice): Promise<void>;
  /** Takes back what no longer waits for an answer. */
  clear(id: string): Promise<void>;
}
