import { dirname } from "node:path";
import type { SealingKey } from "../base/ports/secret-key.ts";
import type { Application } from "../loops/application.ts";
import type { EditedFilesDeps } from "../loops/edited-files.ts";

/** What is needed to see which files a command changed, from the rooms of one workspace. */
export async function editedFilesDeps(app: Application, key: SealingKey): Promise<EditedFilesDeps> {
  const { createPersonFiles } = await import("../adapters/recorder/person-files.ts");
  const { createShadowCopies } = await import("../adapters/recorder/shadow-copies.ts");
  const { takeHookSnapshots } = await import("../adapters/recorder/snapshot-spool.ts");
  const { paths, environment, clock } = app;
  return {
    files: createPersonFiles({
      snapshots: () => takeHookSnapshots(paths.spool, environment.uid, clock.now()),
      hidden: [paths.state, dirname(paths.audit)],
      user: environment.user,
    }),
    shadow: createShadowCopies({ folder: paths.shadow, key: key.bytes("shadow") }),
    kept: (await app.stores()).kept,
    redactor: app.redactor(),
    clock,
    home: environment.home,
  };
}
