/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: the immutable things that a map is made of (an actor, a relation, an excerpt, a position ...).
 *
 * Every record type is a C struct whose first member is an EntRecord, and a table of its fields in canonical order. Reader,
 * writer, copy, comparison and undo work on the table alone, so a new field is one line in it.
 *
 * Invariant: a record is changed only between ent_record_new() or ent_record_copy() and the moment when it is given to anybody
 * else (a map, a list, another record); from then on it is frozen and may be read by any thread. Reference counts are atomic.
 *
 * Strings are GRefString and never NULL: an absent string holds its default. Change one with ent_record_set_string().
 * Numbers that have no default are NAN while absent. Lists are NULL while empty. Nested records are NULL while absent. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _EntRecord EntRecord;
typedef struct _EntRecordType EntRecordType;
typedef struct _EntField EntField;

/* Immutable, counted lists. */
typedef struct
{
  gatomicrefcount ref;
  guint n;
  char *items[]; /* GRefString */
} EntStrings;

typedef struct
{
  gatomicrefcount ref;
  guint n;
  gint64 items[];
} EntIntegers;

typedef struct
{
  gatomicrefcount ref;
  guint n;
  EntRecord *items[];
} EntRecords;

/* A member that the program does not know, kept as it stood. */
typedef struct
{
  char *name; /* GRefString, decoded */
  char *json; /* GRefString, the value as canonical JSON in one line without blanks */
} EntUnknownMember;

typedef struct
{
  gatomicrefcount ref;
  guint n;
  EntUnknownMember items[]; /* in the order of the file */
} EntUnknown;

typedef enum
{
  ENT_FIELD_STRING,   /* char * (GRefString) */
  ENT_FIELD_BOOL,     /* gboolean */
  ENT_FIELD_NUMBER,   /* double, NAN while absent */
  ENT_FIELD_INTEGER,  /* gint64 */
  ENT_FIELD_STRINGS,  /* EntStrings * */
  ENT_FIELD_INTEGERS, /* EntIntegers * */
  ENT_FIELD_RECORD,   /* EntRecord *, of type `record` */
  ENT_FIELD_RECORDS,  /* EntRecords *, each of type `record` */
  ENT_FIELD_LIST      /* a list of the map itself, held by the map and not by the record */
} EntFieldKind;

typedef enum
{
  ENT_FIELD_REQUIRED = 1 << 0,
  ENT_FIELD_ID = 1 << 1,           /* names this record; not empty, unique in the file */
  ENT_FIELD_NOT_EMPTY = 1 << 2,    /* "" is refused */
  ENT_FIELD_EDTF = 1 << 3,         /* a date, or "" */
  ENT_FIELD_COLOUR = 1 << 4,       /* # and six hex digits */
  ENT_FIELD_LONG = 1 << 5,         /* up to 16 MiB instead of 1 MiB */
  ENT_FIELD_PICTURE = 1 << 6,      /* a data: URL, else no picture */
  ENT_FIELD_REF_ACTOR = 1 << 7,    /* the id of an actor (an item of a list: each) */
  ENT_FIELD_REF_EXCERPT = 1 << 8,  /* the id of an excerpt */
  ENT_FIELD_REF_ANY = 1 << 9,      /* any id */
  ENT_FIELD_OR_EMPTY = 1 << 10,    /* a reference or choice that may be "" */
  ENT_FIELD_COORDINATE = 1 << 11,  /* within +-1e9 */
  ENT_FIELD_LATITUDE = 1 << 12,    /* within +-90 */
  ENT_FIELD_LONGITUDE = 1 << 13,   /* within +-180 */
  ENT_FIELD_RESERVED = 1 << 14,    /* ids inside are reserved: unique, but nothing refers to them */
  ENT_FIELD_SHA256 = 1 << 15,      /* of the text beside it; a wrong one is a warning */
  ENT_FIELD_POSITIVE = 1 << 16     /* > 0 */
} EntFieldFlags;

struct _EntField
{
  const char *name; /* the member's name in the file */
  EntFieldKind kind;
  guint flags;
  gsize offset;                 /* in the struct */
  const char *initial;          /* STRING: default, NULL is "" */
  const char *const *choices;   /* STRING: the allowed values, NULL-terminated; NULL when any */
  const EntRecordType *record;  /* RECORD, RECORDS */
};

struct _EntRecordType
{
  const char *name; /* for messages: "actor" */
  gsize size;
  guint n_fields;
  const EntField *fields; /* in canonical order, at most 64 */
};

struct _EntRecord
{
  const EntRecordType *type;
  gatomicrefcount ref;
  guint64 present;     /* bit i: field i stood in the file, and is written again even where it equals its default */
  EntUnknown *unknown; /* nullable */
};

/* The shared empty GRefString. Not owned by the caller. */
char *ent_empty_string (void);

/* A new record of defaults, for the caller to fill. (transfer full) */
EntRecord *ent_record_new (const EntRecordType *type);
/* A copy that the caller may change; strings, lists and nested records are shared, so it is O(fields). (transfer full) */
EntRecord *ent_record_copy (const EntRecord *self);
EntRecord *ent_record_ref (const EntRecord *self);
void ent_record_unref (EntRecord *self);
/* TRUE when both have the same content and would be written with the same members, unknown ones included. O(size). */
gboolean ent_record_equal (const EntRecord *a, const EntRecord *b);

/* The index of the field called @name (decoded), or -1. O(fields). */
int ent_record_type_find (const EntRecordType *type, const char *name);

/* The address of field @i's value: a char **, gboolean *, double *, gint64 *, EntStrings **, EntIntegers **, EntRecord ** or
 * EntRecords **. */
gpointer ent_record_slot (const EntRecord *self, guint i);
gboolean ent_record_is_present (const EntRecord *self, guint i);
void ent_record_set_present (EntRecord *self, guint i, gboolean present);
/* TRUE when the writer writes field @i: it stood in the file, or differs from its default. A "" that no file may hold (a colour, a
 * stance ...) is an absent member. */
gboolean ent_record_is_written (const EntRecord *self, guint i);
/* The record's id, "" where its type has none. O(1). */
const char *ent_record_id (const EntRecord *self);

/* Setters for the time before a record is given away. They take copies or references. */
void ent_record_set_string (char **slot, const char *value);
void ent_record_set_record (gpointer slot, gpointer record /* nullable */);
void ent_record_set_records (EntRecords **slot, EntRecords *records /* nullable */);
void ent_record_take_unknown (EntRecord *self, EntUnknown *unknown);

/* Lists. The _take forms take @items' content (references) but copy the array; @n 0 gives NULL. */
EntStrings *ent_strings_new (const char *const *items, guint n);
EntStrings *ent_strings_ref (EntStrings *self);
void ent_strings_unref (EntStrings *self);
gboolean ent_strings_contains (const EntStrings *self, const char *value);
EntIntegers *ent_integers_new (const gint64 *items, guint n);
EntIntegers *ent_integers_ref (EntIntegers *self);
void ent_integers_unref (EntIntegers *self);
EntRecords *ent_records_new_take (EntRecord **items, guint n);
EntRecords *ent_records_ref (EntRecords *self);
void ent_records_unref (EntRecords *self);
/* A list with @record put at @index (at the end when @index is the length). Takes @record; @self stays. O(n). */
EntRecords *ent_records_insert (const EntRecords *self, guint index, EntRecord *record);
EntRecords *ent_records_remove (const EntRecords *self, guint index);
EntRecords *ent_records_replace (const EntRecords *self, guint index, EntRecord *record);
/* @self with the record at @index taken away (@drop) and @record (nullable) put there, in place where nobody else holds @self: then
 * only the pointers behind it move. Takes @self and @record; NULL when nothing is left. */
EntRecords *ent_records_splice (EntRecords *self, guint index, gboolean drop, EntRecord *record);
EntUnknown *ent_unknown_new_take (EntUnknownMember *items, guint n);
EntUnknown *ent_unknown_ref (EntUnknown *self);
void ent_unknown_unref (EntUnknown *self);

static inline guint
ent_records_n (const EntRecords *self)
{
  return self != NULL ? self->n : 0;
}

static inline guint
ent_strings_n (const EntStrings *self)
{
  return self != NULL ? self->n : 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntRecord, ent_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntRecords, ent_records_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntStrings, ent_strings_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntIntegers, ent_integers_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntUnknown, ent_unknown_unref)

G_END_DECLS
