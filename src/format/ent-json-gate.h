/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate in front of json-glib: one pass over a file that lets only strict JSON within the limits of the map format through, and
 * notes where the members of the root object and the items of their lists stand, so that json-glib is given one item at a time.
 * Source: RFC 8259; the limits and further rules are those of the map format ("What is refused"). */
#pragma once

#include <gio/gio.h>

#include "ent-error.h"
#include "ent-record.h"

G_BEGIN_DECLS

#define ENT_JSON_MAX_BYTES (128 * 1024 * 1024)
#define ENT_JSON_MAX_VALUES 4000000
#define ENT_JSON_MAX_DEPTH 64
#define ENT_JSON_MAX_STRING (1024 * 1024)
#define ENT_JSON_MAX_LONG_STRING (16 * 1024 * 1024)

/* Bytes of the text. */
typedef struct
{
  guint32 from, to;
} EntJsonRange;

/* A member of the root object. */
typedef struct
{
  char *name; /* decoded */
  EntJsonRange value;
  GArray *items; /* of EntJsonRange: the items of a list; NULL where the value is no list */
} EntJsonMember;

typedef struct
{
  GBytes *bytes;
  const char *text; /* of bytes, past a byte-order mark */
  gsize length;
  GArray *members; /* of EntJsonMember; NULL where the root is no object */
  /* The last place asked for: places are mostly asked for in order, so that all of them cost one pass. */
  gsize at;
  guint line, column;
} EntJsonGate;

/* Checks @bytes. @type is the record type of the root: its fields tell which strings may be long. NULL with *@problem where the text
 * is refused, NULL without when cancelled. Time O(n), O(m log m) in the members of one object; memory O(members and list items of the
 * root + members of the open objects); does not recurse. (transfer full) */
EntJsonGate *ent_json_gate_new (GBytes *bytes, const EntRecordType *type, GCancellable *cancellable, EntProblem **problem);
void ent_json_gate_free (EntJsonGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntJsonGate, ent_json_gate_free)

/* The member of the root called @name, or NULL. O(members). */
const EntJsonMember *ent_json_gate_member (const EntJsonGate *self, const char *name);

/* Where the value at @path (such as `relations[3].source`) starts; where it is missing, the innermost container on the way to it.
 * Names of @path must be plain. O(the item of the list of the root), and the text when going backwards. */
void ent_json_gate_place (EntJsonGate *self, const char *path, guint *line, guint *column);

/* Line and column (code points), both from 1, of byte @offset, counted on from (@from, *@line, *@column). */
void ent_json_count_lines (const char *text, gsize from, gsize offset, guint *line, guint *column);

G_END_DECLS
