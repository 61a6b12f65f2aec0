import { Terminal } from "./keys.ts";
import type { Product } from "./product.ts";

/** `approve ID --autonomy` on a terminal, answered with these keys (the typed id); how it ends. */
export async function approveTyped(
  { workspace }: Pick<Product, "workspace">,
  id: string,
  {
    keys = `${id}\r`,
    env = {},
  }: { readonly keys?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<number> {
  const terminal = new Terminal(["approve", id, "--autonomy"], { workspace, env });
  await terminal.shows("to allow it to run by itself: ");
  terminal.press(keys);
  return await terminal.ends();
}
