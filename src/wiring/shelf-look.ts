import { createHash } from "node:crypto";
import { z } from "zod";
import type { Application } from "../loops/application.ts";
import { isShelfSettled } from "../loops/shelf-settled.ts";
import { policyFiles } from "./shipped-files.ts";

/** Looks at the shelf as approval by moving asks, where it is another than at the last look. */
export async function reconcile(app: Application): Promise<void> {
  if (isShelfSettled(await app.shelf(), (await app.stores()).operator, await app.ledger())) return;
  const { reconcileShelf } = await import("../loops/approve-moves.ts");
  await reconcileShelf(await app.approving());
}

const Kept = z.object({ stamp: z.string(), problems: z.array(z.string()) });
const position = "problems of approved files";

/**
 * Files in approved/ that do not run, with why, for people to read. What was found is kept with all that it followed
 * from; where that is the same, nothing that understands runbooks is loaded. Whatever runs is judged anew.
 */
export async function shelfProblems(app: Application): Promise<string[]> {
  const files = (await app.shelf()).list("approved");
  if (files.length === 0) return [];
  const { operator } = await app.stores();
  const ledger = await app.ledger();
  const followsFrom = [
    files.map(({ path, sha256, unsafe }) => [path, sha256, unsafe]),
    [ledger.all(), ledger.forged(), ledger.isCut()],
    policyFiles(app.paths.blocklist, app.environment.uid).map(({ text }) => text),
    [app.settings().operator.blockingLint, app.environment.home, app.program],
  ];
  const stamp = createHash("sha256").update(JSON.stringify(followsFrom)).digest("hex");
  const kept = readKept(operator.position(position));
  if (kept?.stamp === stamp) return kept.problems;
  const problems = (await app.runbookRows())
    .filter(({ path }) => path.includes("/approved/"))
    .flatMap((row) => row.problems.map((problem) => `${row.path}: ${problem}`));
  operator.savePosition(position, JSON.stringify({ stamp, problems }));
  return problems;
}

function readKept(text: string | null): z.infer<typeof Kept> | null {
  try {
    return text === null ? null : Kept.parse(JSON.parse(text));
  } catch {
    return null; // Written by another version.
  }
}
