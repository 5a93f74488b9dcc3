/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing the fields of anything in a map, by the names that they have in the file.
 *
 * What a field may hold is what the reader takes: see ent-field-rules.h. Setting what is there already succeeds silently. Each call is
 * one step with a name for the menu ("Rename China", "Change Stance of 5 Relations"). Typing in one field, and dragging one number,
 * merges into one step until ent_history_break_merge(). */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* A value for a field; borrowed for the call. Make one with ent_value_...(). */
typedef struct
{
  EntFieldKind kind;
  union
  {
    const char *string;
    gboolean flag;
    double number;
    const char *const *strings; /* NULL-terminated; NULL is none */
    EntIntegers *integers;      /* nullable */
    EntRecord *record;          /* nullable: absent */
    EntRecords *records;        /* nullable: none */
  } as;
} EntValue;

static inline EntValue
ent_value_string (const char *string)
{
  return (EntValue) { .kind = ENT_FIELD_STRING, .as.string = string };
}

static inline EntValue
ent_value_flag (gboolean flag)
{
  return (EntValue) { .kind = ENT_FIELD_BOOL, .as.flag = flag };
}

/* NAN: absent. */
static inline EntValue
ent_value_number (double number)
{
  return (EntValue) { .kind = ENT_FIELD_NUMBER, .as.number = number };
}

static inline EntValue
ent_value_strings (const char *const *strings)
{
  return (EntValue) { .kind = ENT_FIELD_STRINGS, .as.strings = strings };
}

static inline EntValue
ent_value_integers (EntIntegers *integers)
{
  return (EntValue) { .kind = ENT_FIELD_INTEGERS, .as.integers = integers };
}

static inline EntValue
ent_value_record (gpointer record)
{
  return (EntValue) { .kind = ENT_FIELD_RECORD, .as.record = record };
}

static inline EntValue
ent_value_records (EntRecords *records)
{
  return (EntValue) { .kind = ENT_FIELD_RECORDS, .as.records = records };
}

/* TRUE when ent_edit_set_field() takes @field of records of @type. */
gboolean ent_field_is_settable (const EntRecordType *type, const EntField *field);

/* Sets @field ("label", "when", "aliases" ...) of the thing called @id, an excerpt in its article too; "" is the map itself. A
 * choice may be "" for its default. Not settable: ids, what anchors an excerpt, an article's text, excerpts and evidence (they have
 * edits of their own), and what is merged. Of groups that share an actor, the one made collapsed stays so and the others are
 * expanded. O(list). */
gboolean ent_edit_set_field (EntMap *map, const char *id, const char *field, EntValue value, GError **error);
/* The same for many things of one kind as one step. O(n + list). */
gboolean ent_edit_set_field_of_many (EntMap *map, const char *const *ids, guint n, const char *field, EntValue value, GError **error);

/* A link, a location, a view as values: freshly made. (transfer full) */
EntRecord *ent_link_new (const char *title, const char *url);
EntRecord *ent_location_new (double lat, double lon);
EntRecord *ent_view_new (double x, double y, double zoom);
EntRecord *ent_position_new (double x, double y);

G_END_DECLS
