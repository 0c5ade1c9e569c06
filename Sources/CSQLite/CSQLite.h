// SQLite as the store sees it beside GRDB.
//
// GRDB opens, prepares and steps. Here is what it has no name for: the type of a stored value, the
// system's own error, limits, and the settings behind sqlite3_db_config, which takes a varying
// number of arguments and can't be called from Swift.

#ifndef AHUNT_CSQLITE_H
#define AHUNT_CSQLITE_H

#include <sqlite3.h>

// Keeps SQL from changing the file in ways that no program needs, such as its schema as text.
static inline int cq_be_defensive(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

// Lets a path that begins with "file:" carry settings. Only before SQLite is used for the first
// time.
static inline int cq_allow_uris(void) { return sqlite3_config(SQLITE_CONFIG_URI, 1); }

#endif
