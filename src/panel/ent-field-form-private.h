/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the form share: -form.c rows of text and choice, -links.c links, -picture.c pictures, -members.c members. */
#pragma once

#include "ent-edit-field.h"
#include "ent-field-form.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_ROW_TEXT,
  ENT_ROW_NOTE,
  ENT_ROW_LIST,
  ENT_ROW_DATE,
  ENT_ROW_PLACE,
  ENT_ROW_NUMBER,
  ENT_ROW_COLOUR,
  ENT_ROW_CHOICE,
  ENT_ROW_OTHER /* brought in line with the map by `sync` */
} EntRowKind;

typedef struct _EntFieldRow EntFieldRow;

struct _EntFieldRow
{
  EntFieldForm *form;
  EntRowKind kind;
  const char *field;
  GtkWidget *widget;
  GtkWidget *problem;
  GtkWidget *clear; /* COLOUR: takes it away */
  char **ids;       /* CHOICE */
  double unit;      /* NUMBER: how many of what people write are one of the file's */
  gboolean left;    /* it is being left */
  char *known;      /* nullable: what the map held when it was last shown or set */
  gboolean empty;   /* COLOUR: none is set */
  void (*sync) (EntFieldRow *row);
};

EntPanel *ent_field_form_get_panel (EntFieldForm *self);
const char *ent_field_form_get_id (EntFieldForm *self);
/* TRUE while the widgets are changed by the form, not by hand. */
gboolean ent_field_form_is_syncing (EntFieldForm *self);

/* A row called @name: @shown, which holds @widget or is it. Owned by the form. (transfer none) */
EntFieldRow *ent_field_row_add (
    EntFieldForm *self, EntRowKind kind, const char *field, const char *name, GtkWidget *widget, GtkWidget *shown);
/* Calls `sync` of a row of kind OTHER. */
void ent_field_row_fill (EntFieldRow *row);
/* The address of the field's value in the map now; NULL when the thing is gone. */
gpointer ent_field_row_slot (EntFieldRow *row);
/* Sets the field, and tells below the row what is wrong with it. */
void ent_field_row_set (EntFieldRow *row, EntValue value);
/* @error (nullable): what is told below the row. */
void ent_field_row_say (EntFieldRow *row, const GError *error);
/* A line of text without an undo of its own. */
GtkWidget *ent_field_entry_new (void);

G_END_DECLS
