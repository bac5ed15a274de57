package store

// schema1 is the first schema.
const schema1 = `
CREATE TABLE source (
	name         TEXT PRIMARY KEY COLLATE NOCASE,
	kind         TEXT NOT NULL,               -- endpoint, files
	url          TEXT NOT NULL DEFAULT '',
	fhir_version TEXT NOT NULL DEFAULT '',
	added        INTEGER NOT NULL             -- Unix milliseconds: the order of the sources
) STRICT;

CREATE TABLE resource (
	key          INTEGER PRIMARY KEY,
	source       TEXT NOT NULL COLLATE NOCASE REFERENCES source(name) ON DELETE CASCADE,
	type         TEXT NOT NULL,
	id           TEXT NOT NULL,
	patient      TEXT,                        -- logical id of the subject on the source; NULL: of no patient
	fhir_version TEXT NOT NULL DEFAULT '',
	version      TEXT NOT NULL DEFAULT '',    -- meta.versionId
	last_updated TEXT NOT NULL DEFAULT '',    -- meta.lastUpdated
	account      TEXT NOT NULL,               -- of the ledger
	subsetted    INTEGER NOT NULL DEFAULT 0,
	deleted      INTEGER NOT NULL DEFAULT 0,  -- the source says that it is gone
	arrived      INTEGER NOT NULL,            -- Unix milliseconds, the present version
	raw          BLOB NOT NULL,
	UNIQUE (source, type, id)
) STRICT;
CREATE INDEX resource_patient ON resource (source, patient, type);

-- What was replaced: nothing received is lost, and an older version is not a resource.
CREATE TABLE older (
	resource     INTEGER NOT NULL REFERENCES resource(key) ON DELETE CASCADE,
	version      TEXT NOT NULL,
	last_updated TEXT NOT NULL,
	arrived      INTEGER NOT NULL,
	raw          BLOB NOT NULL
) STRICT;
CREATE INDEX older_resource ON older (resource);

CREATE TABLE fact (
	resource  INTEGER NOT NULL REFERENCES resource(key) ON DELETE CASCADE,
	part      INTEGER NOT NULL,               -- 0 is the resource itself
	converter INTEGER NOT NULL,
	body      BLOB NOT NULL,                  -- CBOR of record.Fact
	PRIMARY KEY (resource, part)
) STRICT, WITHOUT ROWID;

-- Resources that have no subject and are about others (Provenance.target).
CREATE TABLE about (
	resource INTEGER NOT NULL REFERENCES resource(key) ON DELETE CASCADE,
	source   TEXT NOT NULL COLLATE NOCASE,
	type     TEXT NOT NULL,
	id       TEXT NOT NULL
) STRICT;
CREATE INDEX about_target ON about (source, type, id);
CREATE INDEX about_resource ON about (resource);

-- Two codes of different systems that one record holds for one thing.
CREATE TABLE coding (
	resource INTEGER NOT NULL REFERENCES resource(key) ON DELETE CASCADE,
	system_a TEXT NOT NULL,
	code_a   TEXT NOT NULL,
	system_b TEXT NOT NULL,
	code_b   TEXT NOT NULL
) STRICT;
CREATE INDEX coding_pair ON coding (system_a, code_a, system_b, code_b);
CREATE INDEX coding_resource ON coding (resource);

CREATE TABLE cursor (
	source  TEXT NOT NULL COLLATE NOCASE REFERENCES source(name) ON DELETE CASCADE,
	patient TEXT NOT NULL,
	type    TEXT NOT NULL,
	next    TEXT NOT NULL,
	seen    INTEGER NOT NULL,
	since   INTEGER NOT NULL,
	PRIMARY KEY (source, patient, type)
) STRICT;

CREATE TABLE type_state (
	source   TEXT NOT NULL COLLATE NOCASE REFERENCES source(name) ON DELETE CASCADE,
	patient  TEXT NOT NULL,
	type     TEXT NOT NULL,
	state    TEXT NOT NULL,
	received INTEGER NOT NULL,
	as_of    INTEGER NOT NULL,
	error    TEXT NOT NULL,
	PRIMARY KEY (source, patient, type)
) STRICT;

CREATE TABLE person (
	id TEXT PRIMARY KEY
) STRICT;

CREATE TABLE person_link (
	person   TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
	source   TEXT NOT NULL COLLATE NOCASE,
	patient  TEXT NOT NULL,
	score    REAL NOT NULL,
	decision TEXT NOT NULL,
	why      TEXT NOT NULL,                   -- JSON array of sentences
	PRIMARY KEY (source, patient)
) STRICT;
CREATE INDEX person_link_person ON person_link (person);

-- Pairs of records that may be one person and were not joined.
CREATE TABLE review (
	source_a  TEXT NOT NULL COLLATE NOCASE,
	patient_a TEXT NOT NULL,
	source_b  TEXT NOT NULL COLLATE NOCASE,
	patient_b TEXT NOT NULL,
	score     REAL NOT NULL,
	why       TEXT NOT NULL,                  -- JSON array of sentences
	PRIMARY KEY (source_a, patient_a, source_b, patient_b)
) STRICT;

CREATE TABLE decision (
	id   TEXT PRIMARY KEY,
	at   INTEGER NOT NULL,
	body BLOB NOT NULL                        -- CBOR of record.Decision
) STRICT;

CREATE TABLE looked (
	person  TEXT NOT NULL,
	profile TEXT NOT NULL,
	at      INTEGER NOT NULL,
	PRIMARY KEY (person, profile)
) STRICT;
`

// schema2 adds the codes under which rows are kept, and the audit log. Rows that are there get their codes by seal.
const schema2 = `
ALTER TABLE resource ADD COLUMN mac BLOB NOT NULL DEFAULT x'';  -- see seals; empty: to be replaced by what arrives next
ALTER TABLE fact     ADD COLUMN mac BLOB NOT NULL DEFAULT x'';
ALTER TABLE older    ADD COLUMN mac BLOB NOT NULL DEFAULT x'';
ALTER TABLE older    ADD COLUMN patient TEXT;                   -- whose it was when it was replaced
UPDATE older SET patient = (SELECT patient FROM resource WHERE key = older.resource);

-- What the vault knows of itself.
CREATE TABLE vault (
	name  TEXT PRIMARY KEY,
	value BLOB NOT NULL
) STRICT;

-- The audit log: a chain, in which each row's hash covers its content and the hash of the row before.
CREATE TABLE audit (
	sequence INTEGER PRIMARY KEY,             -- 1, 2, 3 ... without a gap
	at       INTEGER NOT NULL,                -- Unix milliseconds
	profile  TEXT NOT NULL,
	action   TEXT NOT NULL,
	person   TEXT NOT NULL,                   -- audit_person.id; '' when it is about nobody
	source   TEXT NOT NULL,
	view     TEXT NOT NULL,
	reason   TEXT NOT NULL,
	detail   TEXT NOT NULL,
	previous BLOB NOT NULL,                   -- SHA-256
	hash     BLOB NOT NULL                    -- SHA-256
) STRICT;
CREATE INDEX audit_by_person ON audit (person);

-- Whom the log means. Forgetting a row here makes a person in the log nobody, and leaves the chain whole.
CREATE TABLE audit_person (
	person TEXT PRIMARY KEY,
	id     TEXT NOT NULL UNIQUE               -- random
) STRICT;
`
