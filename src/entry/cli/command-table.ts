import type { CommandEntry } from "./command-entry.ts";
import { operating } from "./tables/operating.ts";
import { recording } from "./tables/recording.ts";
import { runbooks } from "./tables/runbooks.ts";

export const commandTable: readonly CommandEntry[] = [...recording, ...runbooks, ...operating];
