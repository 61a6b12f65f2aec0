/** Format 3: what a command printed and which files it changed, beside its record and gone with it. */
export const version3 = `
CREATE TABLE record_output (
  record INTEGER PRIMARY KEY REFERENCES record (seq) ON DELETE CASCADE, kept_at INTEGER NOT NULL,
  text TEXT NOT NULL, bytes INTEGER NOT NULL, left_out INTEGER NOT NULL, full_screen INTEGER NOT NULL
) STRICT;
CREATE INDEX record_output_kept ON record_output (kept_at);

CREATE TABLE record_edit (
  n INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record (seq) ON DELETE CASCADE, kept_at INTEGER NOT NULL,
  path TEXT NOT NULL, diff TEXT, known_from TEXT, note TEXT, before_copy TEXT, after_copy TEXT
) STRICT;
CREATE INDEX record_edit_record ON record_edit (record);
CREATE INDEX record_edit_kept ON record_edit (kept_at);
`;
