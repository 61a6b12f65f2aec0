import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Some of the product's modules as JavaScript for a process of its own, laid out as under src/. Goes away with this
 * process. `$REIFIER_DIST` names a folder that is used instead.
 */
export async function compiledModules(files: readonly string[]): Promise<string> {
  const given = process.env["REIFIER_DIST"];
  if (given !== undefined) return given;
  const dir = `${root}node_modules/.cache/reifier-modules-${process.pid}-${Date.now()}`;
  const bundle = await rolldown({
    input: files.map((file) => `${root}src/${file}`),
    platform: "node",
    // Packages stay packages; everything else begins with a dot or is a path.
    external: /^[^./]/,
    tsconfig: `${root}tsconfig.json`,
  });
  await bundle.write({ dir, format: "esm", preserveModules: true, preserveModulesRoot: `${root}src` });
  await bundle.close();
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
