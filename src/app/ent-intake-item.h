/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file, page or pasted text on its way to be an article: read in a thread, then looked over and edited by people,
 * then added. */
#pragma once

#include <gio/gio.h>

#include "ent-edit-articles.h"
#include "ent-intake.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_INTAKE_READING,
  ENT_INTAKE_FAILED, /* `problem` says why */
  ENT_INTAKE_SAME,   /* the map has this text already */
  ENT_INTAKE_READY
} EntIntakeState;

typedef enum
{
  ENT_INTAKE_TITLE,
  ENT_INTAKE_PUBLISHER,
  ENT_INTAKE_AUTHOR,
  ENT_INTAKE_PUBLISHED, /* in words */
  ENT_INTAKE_ACCESSED,  /* in words */
  ENT_INTAKE_URL,
  ENT_INTAKE_LANGUAGE,
  ENT_INTAKE_RELIABILITY,
  ENT_INTAKE_N_FIELDS
} EntIntakeField;

#define ENT_TYPE_INTAKE_ITEM (ent_intake_item_get_type ())
G_DECLARE_FINAL_TYPE (EntIntakeItem, ent_intake_item, ENT, INTAKE_ITEM, GObject)

/* Of a file, or where @file is NULL of @bytes of that kind. @name is shown. Reading begins at once. (transfer full) */
EntIntakeItem *ent_intake_item_new (EntMap *map, GFile *file, GBytes *bytes, EntSourceKind kind, const char *name);
/* Reads the same bytes again in @encoding. What people have typed stays. */
void ent_intake_item_set_encoding (EntIntakeItem *self, const char *encoding);
void ent_intake_item_cancel (EntIntakeItem *self);

EntIntakeState ent_intake_item_get_state (EntIntakeItem *self);
const char *ent_intake_item_get_name (EntIntakeItem *self);
const char *ent_intake_item_get_problem (EntIntakeItem *self);
/* NULL until it is read. */
const EntReading *ent_intake_item_get_reading (EntIntakeItem *self);
/* The article of the map that has the same text (state SAME), or comes from the same address; NULL for none. */
const EntArticle *ent_intake_item_get_twin (EntIntakeItem *self);
/* TRUE: not an article of its own but a new text of the twin. */
gboolean ent_intake_item_get_is_edition (EntIntakeItem *self);
void ent_intake_item_set_is_edition (EntIntakeItem *self, gboolean is_edition);

const char *ent_intake_item_get (EntIntakeItem *self, EntIntakeField field);
/* Typed by people. */
void ent_intake_item_set (EntIntakeItem *self, EntIntakeField field, const char *value);
/* What is wrong with a field, a sentence; NULL when nothing is. (transfer full) */
char *ent_intake_item_check (EntIntakeItem *self, EntIntakeField field);
/* TRUE when it is ready and every field is right. */
gboolean ent_intake_item_can_add (EntIntakeItem *self);

/* What it is as an article, once it can be added. Strings that are made for it are kept in @made (freed by it), all others are those of
 * the item. */
EntNewArticle ent_intake_item_get_article (EntIntakeItem *self, GPtrArray *made);

/* Signal "changed": state, reading or twin are others. */

G_END_DECLS
