/**
 * Format 1. Times are epoch milliseconds. Ids in text are ours and the same everywhere; whole-number keys stay inside
 * this file's tables. SQL no newer than SQLite 3.45.
 */
export const version1 = `
CREATE TABLE session (
  id TEXT PRIMARY KEY, host TEXT NOT NULL, user TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, closed INTEGER NOT NULL DEFAULT 0,
  note TEXT, draft_state TEXT NOT NULL DEFAULT 'none', draft_path TEXT,
  kept INTEGER NOT NULL DEFAULT 0, noise INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX session_place ON session (host, user, start_at);
CREATE INDEX session_start ON session (start_at, id);
CREATE INDEX session_waiting ON session (closed, draft_state, end_at);

CREATE TABLE session_environment (
  session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE, name TEXT NOT NULL,
  PRIMARY KEY (session, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  command TEXT NOT NULL, started_at INTEGER, duration_ms REAL, exit_code INTEGER, cwd TEXT,
  shell TEXT NOT NULL, host TEXT NOT NULL, user TEXT NOT NULL, terminal TEXT, source TEXT NOT NULL,
  note INTEGER NOT NULL, redactions INTEGER NOT NULL, arrived_at INTEGER NOT NULL
) STRICT;
CREATE INDEX record_session ON record (session, started_at);
CREATE INDEX record_started ON record (started_at);

-- Which commands were read from where: one row for each command, kept (without its record) when the record is
-- forgotten, so that a history file that still holds it does not bring it back.
CREATE TABLE seen_command (
  n INTEGER PRIMARY KEY, record INTEGER REFERENCES record (seq) ON DELETE SET NULL,
  text_mac TEXT NOT NULL, host TEXT NOT NULL, user TEXT NOT NULL,
  started_at INTEGER, arrived_at INTEGER NOT NULL,
  live_key TEXT UNIQUE, history_key TEXT UNIQUE
) STRICT;
CREATE INDEX seen_command_text ON seen_command (text_mac, host, user);
CREATE INDEX seen_command_record ON seen_command (record);

CREATE TABLE position (source TEXT PRIMARY KEY, place TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE suggestion (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, runbook TEXT NOT NULL, pattern TEXT,
  host TEXT NOT NULL, line TEXT, count INTEGER NOT NULL, measured TEXT NOT NULL, guards TEXT NOT NULL,
  risk TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  state TEXT NOT NULL, execution TEXT, ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX suggestion_open ON suggestion (kind, runbook, ifnull(pattern, ''), host) WHERE state = 'open';
CREATE INDEX suggestion_state ON suggestion (state, created_at);

CREATE TABLE evidence (
  n INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, at INTEGER NOT NULL, level TEXT NOT NULL,
  message TEXT NOT NULL, pattern TEXT NOT NULL, times INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_at ON evidence (at);

CREATE TABLE measurement (
  name TEXT NOT NULL COLLATE NOCASE, source TEXT NOT NULL, at INTEGER NOT NULL, value ANY NOT NULL, unit TEXT,
  PRIMARY KEY (name, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE sighting (
  path TEXT PRIMARY KEY, folder TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,
  digest_without_guards TEXT NOT NULL, guards TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE error_pattern (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, template TEXT NOT NULL,
  signature TEXT NOT NULL, example TEXT NOT NULL, mask_version INTEGER NOT NULL
) STRICT;

CREATE TABLE seen_again (
  pattern INTEGER NOT NULL REFERENCES error_pattern (n) ON DELETE CASCADE, host TEXT NOT NULL,
  times INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY (pattern, host)
) STRICT, WITHOUT ROWID;

CREATE TABLE runbook (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, path TEXT NOT NULL,
  status TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;

CREATE TABLE command (n INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE has_command (
  runbook INTEGER NOT NULL REFERENCES runbook (n) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
  command INTEGER NOT NULL REFERENCES command (n), role TEXT NOT NULL,
  PRIMARY KEY (runbook, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX has_command_command ON has_command (command, runbook);

CREATE TABLE mitigated_by (
  pattern INTEGER NOT NULL REFERENCES error_pattern (n) ON DELETE CASCADE,
  runbook INTEGER NOT NULL REFERENCES runbook (n) ON DELETE CASCADE,
  verified INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (pattern, runbook)
) STRICT, WITHOUT ROWID;
CREATE INDEX mitigated_by_runbook ON mitigated_by (runbook, pattern);

-- An execution outlives its runbook and pattern: what was done stays known.
CREATE TABLE execution (
  id TEXT PRIMARY KEY, runbook TEXT NOT NULL, digest TEXT NOT NULL, pattern TEXT, suggestion TEXT,
  started_at INTEGER NOT NULL, ended_at INTEGER, result TEXT, reason TEXT, actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX execution_runbook ON execution (runbook, started_at);
CREATE INDEX execution_pattern ON execution (pattern, runbook, started_at);
CREATE INDEX execution_pattern_result ON execution (result, pattern);
CREATE INDEX execution_running ON execution (started_at) WHERE result IS NULL;

CREATE TABLE incident (
  id TEXT PRIMARY KEY, runbook TEXT, pattern TEXT, execution TEXT, host TEXT NOT NULL,
  result TEXT NOT NULL, reason TEXT NOT NULL, raised_at INTEGER NOT NULL, ended_at INTEGER, path TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_execution ON incident (execution);
CREATE INDEX incident_pattern ON incident (pattern);

-- The words of patterns (rowid 2n) and runbooks (rowid 2n + 1); the texts themselves stay in their tables.
CREATE VIRTUAL TABLE graph_words USING fts5 (words, content = '', contentless_delete = 1, detail = none);
`;
