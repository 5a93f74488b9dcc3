/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a value of the format may be, by the flags of its field: one set of rules for the reader of files and for edits. */
#pragma once

#include "ent-record.h"

G_BEGIN_DECLS

/* Bytes of a string, and of one whose field is ENT_FIELD_LONG. */
#define ENT_MAX_STRING (1024 * 1024)
#define ENT_MAX_LONG_STRING (16 * 1024 * 1024)
/* An excerpt's positions, in code points. */
#define ENT_MAX_POSITION (G_GINT64_CONSTANT (1) << 31)

/* NULL when @field may hold @value (UTF-8), else what is wrong with it, a clause. Whether a reference's target is there is for others
 * to check. O(length). (transfer full) (nullable) */
char *ent_field_check_string (const EntField *field, const char *value);
/* The same without the field's list of choices, which a newer version may have made longer. */
char *ent_field_check_string_of_newer (const EntField *field, const char *value);
/* (transfer none) (nullable) */
const char *ent_field_check_number (const EntField *field, double value);

/* A data: URL of PNG, JPEG, WebP or SVG in base64. */
gboolean ent_is_picture (const char *value);

/* NULL when the value of field @i of @record, which is written, may stand there; else what is wrong. (transfer full) (nullable) */
char *ent_record_field_check (const EntRecord *record, guint i);

/* NULL when every field of @record, and of the records in it, holds what it may and every required one is there; else what is
 * wrong, with the field's name. References and ids are not looked up. O(size). (transfer full) (nullable) */
char *ent_record_check (const EntRecord *record);

G_END_DECLS
