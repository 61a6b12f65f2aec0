import { statSync } from "node:fs";
import type { Policy } from "../core/policy/rule.ts";
import { policyFiles } from "./shipped-files.ts";

/**
 * The policy, read at the first question, and again when the workspace's own file is another: a daemon must not go on
 * by a law that somebody has changed. Throws what a broken file throws, so nothing is judged without it.
 */
export async function policyOf(own: string, uid: number): Promise<() => Policy> {
  const { readPolicy, requireExamples } = await import("../core/policy/policy-file.ts");
  let read: { readonly policy: Policy; readonly of: string } | null = null;
  return () => {
    const of = stateOf(own);
    if (read !== null && read.of === of) return read.policy;
    const policy = readPolicy(policyFiles(own, uid));
    requireExamples(policy);
    read = { policy, of };
    return policy;
  };
}

function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? "none" : `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
}
