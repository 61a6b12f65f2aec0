import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Product } from "./product.ts";

const Open = z.array(z.object({ id: z.string() }));

/** What had happened before the docs' transcripts were typed, by the name that a remark on the page gives. */
export const scenes: ReadonlyMap<string, (product: Product) => Promise<void>> = new Map([
  ["stale-lock", staleLock],
  ["nginx", nginx],
]);

/** A program of the page's story, first on the PATH of its shell. */
export function onPath(home: string, name: string, text: string): void {
  mkdirSync(join(home, "bin"), { recursive: true });
  writeFileSync(join(home, "bin", name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(home, "bin", name), 0o755);
}

const symptom = "could not create lock file /var/cache/app.lock";

/** Two runbooks know the error, two of three runs of the better one helped, and now it is there again. */
async function staleLock(product: Product): Promise<void> {
  const place = product.workspace;
  for (const [id, title] of [
    ["stale-lock", "Stale lock"],
    ["reboot", "Reboot"],
  ])
    product.write(
      `runbooks/drafts/${id}.md`,
      `---\nid: ${id}\nsymptoms: ["${symptom}"]\n---\n# ${title}\n\nOnly do this if CPU > 90%\n\n## Fix\n\n\`\`\`sh\ntouch ${place}/ran-${id}\n\`\`\`\n\n## Verify\n\n\`\`\`sh\ntest ! -e ${place}/broken\n\`\`\`\n`,
    );
  await ask(product, ["approve", "stale-lock"], 0);
  for (const broken of [true, false, false]) {
    if (broken) product.write("broken", "");
    else rmSync(join(place, "broken"), { force: true });
    await ask(product, ["confirm", await question(product), "--yes"], broken ? 1 : 0);
  }
  await ask(product, ["approve", "reboot"], 0);
  await raise(product, 3);
}

async function ask(product: Product, words: readonly string[], code: number): Promise<void> {
  const answer = await product.ask(words);
  if (answer.code !== code)
    throw new Error(`${words.join(" ")}: exit ${answer.code}\n${answer.stdout}${answer.stderr}`);
}

async function raise(product: Product, times: number): Promise<void> {
  const alert = { message: symptom, values: { CPU: { value: 97, unit: "%" } }, labels: { host: "web-1" } };
  for (let time = 0; time < times; time++) await product.ask(["alert"], { input: JSON.stringify(alert) });
}

async function question(product: Product): Promise<string> {
  await raise(product, 1);
  const [open] = Open.parse(await product.json(["pending"]));
  if (open === undefined) throw new Error("nothing asks about it");
  return open.id;
}

/** A server whose configuration names a host that is not there, and an editor that does nothing. */
function nginx(product: Product): Promise<void> {
  const home = join(product.workspace, "home");
  onPath(
    home,
    "nginx",
    'echo "nginx: [emerg] host not found in upstream \\"shop\\" in /etc/nginx/nginx.conf:12" >&2; exit 1',
  );
  onPath(home, "vim", "exit 0");
  return Promise.resolve();
}
