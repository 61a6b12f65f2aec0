/** The line in a log that `lockRunbook` is for. */
export const lockLine = "could not create lock file /var/cache/app.lock";

/** A draft of a person's own: one fix, one verify. */
export const lockRunbook = (id: string, fix = "true"): string => `---
id: ${id}
title: Runbook ${id}
symptoms: ["${lockLine}"]
---
# Runbook ${id}

## Fix

\`\`\`sh
${fix}
\`\`\`

## Verify

\`\`\`sh
true
\`\`\`
`;
