"""The tables of a store: integers wherever a value comes twice, and one index per question.

    documents ←─ sentences ←─ events ─→ relations
                                └─────→ refs ─→ actors ←─ names

A *ref* is one way in which a document speaks of an actor (name, kind, aliases): events hold its
number, so that a name is written once however often it acts. ``events.source`` and ``target``
repeat the actor, and ``day`` the document's date, for the index that answers who, whom and when
without touching a row.
"""

from __future__ import annotations

__all__ = ["APPLICATION_ID", "FORMAT", "SCHEMA"]

#: Written into the header of the file, so that a store is told from any other database.
APPLICATION_ID = 0x67726B74
#: Raised when the tables change: a store of another format is refused, not misread.
FORMAT = 1

SCHEMA = """
CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    ended TEXT,
    version TEXT NOT NULL,
    engine TEXT NOT NULL,
    workers INTEGER NOT NULL,
    result TEXT
);
CREATE TABLE documents (
    doc INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    path TEXT, title TEXT, url TEXT, outlet TEXT, date TEXT, date_source TEXT,
    state TEXT NOT NULL DEFAULT 'failed',
    reason TEXT,
    reader TEXT NOT NULL,
    version TEXT NOT NULL,
    time TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs,
    language TEXT,
    words INTEGER,
    fingerprint INTEGER
);
CREATE INDEX documents_hash ON documents (hash);
CREATE INDEX documents_outlet ON documents (outlet);
CREATE TABLE actors (actor INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE names (
    name TEXT NOT NULL, actor INTEGER NOT NULL, PRIMARY KEY (name, actor)
) WITHOUT ROWID;
CREATE TABLE refs (
    ref INTEGER PRIMARY KEY,
    actor INTEGER NOT NULL REFERENCES actors,
    value TEXT NOT NULL UNIQUE
);
CREATE INDEX refs_actor ON refs (actor);
CREATE TABLE relations (
    relation INTEGER PRIMARY KEY,
    name TEXT NOT NULL, event_type TEXT NOT NULL,
    UNIQUE (name, event_type)
);
CREATE TABLE sentences (
    sentence INTEGER PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents,
    start INTEGER NOT NULL, end INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX sentences_doc ON sentences (doc);
CREATE TABLE events (
    event INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    doc INTEGER NOT NULL REFERENCES documents,
    sentence INTEGER NOT NULL REFERENCES sentences,
    relation INTEGER NOT NULL REFERENCES relations,
    status TEXT NOT NULL,
    day INTEGER,
    source INTEGER NOT NULL REFERENCES actors,
    source_ref INTEGER NOT NULL REFERENCES refs,
    source_text TEXT NOT NULL, source_start INTEGER NOT NULL, source_end INTEGER NOT NULL,
    target INTEGER REFERENCES actors,
    target_ref INTEGER REFERENCES refs,
    target_text TEXT, target_start INTEGER, target_end INTEGER,
    trigger_text TEXT NOT NULL, trigger_lemma TEXT NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
    rule TEXT NOT NULL, confidence REAL NOT NULL, label TEXT,
    speaker_ref INTEGER REFERENCES refs,
    speaker_text TEXT, speaker_start INTEGER, speaker_end INTEGER,
    cue TEXT, stance TEXT, quoted INTEGER
);
CREATE INDEX events_doc ON events (doc);
CREATE INDEX events_dyad ON events (source, target, relation, status, day, doc);
CREATE INDEX events_target ON events (target);
CREATE TABLE merges (
    actor TEXT PRIMARY KEY,
    into_actor TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL, decision TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE first_refs (actor TEXT PRIMARY KEY, ref INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counters VALUES ('revision', 0), ('merged', -1);
"""
