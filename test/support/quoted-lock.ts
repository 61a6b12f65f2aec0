import { expect } from "vitest";
import type { Product } from "./product.ts";

export const locked = 'ERROR could not create lock file "/var/cache/app.lock"';

/** One approved runbook that mitigates a pattern which was seen here. */
export async function withLockRunbook(product: Product): Promise<void> {
  product.write(
    "runbooks/drafts/app-lock.md",
    `---\nid: app-lock\nsymptoms: ['${locked}']\n---\n\n# Stale "lock"\n\n## Fix\n\n1. \`touch /tmp/reifier-lock-test\`\n\n## Verify\n\n\`\`\`sh\ntrue\n\`\`\`\n`,
  );
  expect(await product.ask(["approve", "app-lock"])).toMatchObject({ code: 0 });
  await product.ask(["alert"], { input: locked });
}
