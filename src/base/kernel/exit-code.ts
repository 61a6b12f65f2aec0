/** What the process says when it ends. Scripts rely on these numbers; they never change their meaning. */
export const exitCode = {
  done: 0,
  no: 1,
  usage: 2,
  denied: 10,
  notConfirmed: 11,
  stepFailed: 12,
  serviceAway: 13,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
