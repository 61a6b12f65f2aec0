/** One thing that `doctor` looked at. `fix` is the line to type where something is not in order. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string | null;
}

export const fine = (check: string, detail: string): Finding => ({ check, ok: true, detail, fix: null });
export const look = (check: string, detail: string, fix: string): Finding => ({
  check,
  ok: false,
  detail,
  fix,
});
