/**
 * Format 4: who approved a runbook; what a graph server has to be told; what other hosts told it; what the audit has to
 * be told, so that the graph can be made again from it. Times are epoch milliseconds.
 */
export const version4 = `
ALTER TABLE runbook ADD COLUMN approved_by TEXT;
ALTER TABLE runbook ADD COLUMN approved_at INTEGER;

-- One row for each thing that changed and that the server does not know yet; written with the change itself.
CREATE TABLE outbox (
  n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1, marked_at INTEGER NOT NULL,
  UNIQUE (kind, id)
) STRICT;

CREATE TABLE elsewhere (
  workspace TEXT PRIMARY KEY, host TEXT NOT NULL, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE elsewhere_pattern (
  id TEXT NOT NULL, workspace TEXT NOT NULL REFERENCES elsewhere (workspace) ON DELETE CASCADE,
  name TEXT NOT NULL, template TEXT NOT NULL, example TEXT NOT NULL, seen INTEGER NOT NULL, last_at INTEGER,
  PRIMARY KEY (id, workspace)
) STRICT, WITHOUT ROWID;
CREATE INDEX elsewhere_pattern_workspace ON elsewhere_pattern (workspace);

CREATE TABLE elsewhere_runbook (
  workspace TEXT NOT NULL REFERENCES elsewhere (workspace) ON DELETE CASCADE, id TEXT NOT NULL,
  title TEXT NOT NULL, digest TEXT NOT NULL, approved_by TEXT, approved_at INTEGER,
  verified INTEGER NOT NULL, failed INTEGER NOT NULL, last_result TEXT,
  PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX elsewhere_runbook_id ON elsewhere_runbook (id);
CREATE INDEX elsewhere_runbook_digest ON elsewhere_runbook (digest);

CREATE TABLE elsewhere_link (
  pattern TEXT NOT NULL, workspace TEXT NOT NULL, runbook TEXT NOT NULL,
  verified INTEGER NOT NULL, failed INTEGER NOT NULL,
  PRIMARY KEY (pattern, workspace, runbook),
  FOREIGN KEY (workspace, runbook) REFERENCES elsewhere_runbook (workspace, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX elsewhere_link_runbook ON elsewhere_link (workspace, runbook);

-- Sightings that no line of the audit tells of yet. A batch has a name from the moment it is being told.
CREATE TABLE untold_sighting (
  pattern INTEGER NOT NULL REFERENCES error_pattern (n) ON DELETE CASCADE, host TEXT NOT NULL,
  batch TEXT NOT NULL DEFAULT '', times INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY (pattern, host, batch)
) STRICT, WITHOUT ROWID;

-- Patterns that the audit has told in full.
CREATE TABLE told_pattern (pattern INTEGER PRIMARY KEY REFERENCES error_pattern (n) ON DELETE CASCADE) STRICT;
`;
