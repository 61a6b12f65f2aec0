import { setFlagsFromString } from "node:v8";

/**
 * Called before anything of the daemon is loaded: a program that mostly waits keeps its heap small. Without this V8 lets
 * the nursery for new objects grow while starting up and never gives it back (10 MB of resident memory, measured), and
 * lets a busy heap fill with garbage to four times of what is in use before it collects (60 MB more under a flood of log
 * lines; collecting at one and a half times costs no throughput that could be measured).
 */
export const keepHeapSmall = (): void =>
  setFlagsFromString("--semi-space-growth-factor=1 --heap-growing-percent=50");
