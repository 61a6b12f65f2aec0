/** Format 2: a suggestion remembers its alert's labels, how it matched, why it was chosen and who may run it (JSON). */
export const version2 = `
ALTER TABLE suggestion ADD COLUMN notes TEXT NOT NULL DEFAULT '{}';
CREATE INDEX suggestion_ended ON suggestion (runbook, host, ended_at) WHERE ended_at IS NOT NULL;
`;
