/** Format 5: a command that was typed a hundred thousand times is found by its time, not by looking at all of them. */
export const version5 = `
DROP INDEX seen_command_text;
CREATE INDEX seen_command_live ON seen_command (text_mac, host, user, started_at) WHERE live_key IS NOT NULL;
CREATE INDEX seen_command_line ON seen_command (text_mac, host, user, started_at, arrived_at) WHERE live_key IS NULL;
`;
