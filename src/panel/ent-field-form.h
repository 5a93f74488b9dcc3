/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that edit the fields of one thing of the map, each at once, as one step until the field is left. What a field cannot hold
 * is told below it and not set. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

#define ENT_TYPE_FIELD_FORM (ent_field_form_get_type ())
G_DECLARE_FINAL_TYPE (EntFieldForm, ent_field_form, ENT, FIELD_FORM, GtkWidget)

/* Of the thing called @id; "" is the map itself. */
GtkWidget *ent_field_form_new (EntPanel *panel, const char *id);

/* @field as in the file, @name for people. */
void ent_field_form_add_text (EntFieldForm *self, const char *field, const char *name);
/* Text of several lines. */
void ent_field_form_add_note (EntFieldForm *self, const char *field, const char *name);
/* A list of strings, one a line. */
void ent_field_form_add_list (EntFieldForm *self, const char *field, const char *name);
/* A date in words. */
void ent_field_form_add_date (EntFieldForm *self, const char *field, const char *name);
/* Latitude and longitude in words. */
void ent_field_form_add_place (EntFieldForm *self, const char *field, const char *name);
/* A number; people write @unit for one of the file's (100: per cent). Nothing is written where it is absent, which means @none. */
void ent_field_form_add_number (EntFieldForm *self, const char *field, const char *name, double unit, const char *none);
void ent_field_form_add_colour (EntFieldForm *self, const char *field, const char *name);
/* One of @ids, shown as @names; both NULL-terminated. A value that is not among them is shown as it stands. */
void ent_field_form_add_choice (EntFieldForm *self,
                                const char *field,
                                const char *name,
                                const char *const *ids,
                                const char *const *names);
/* Links, a title and an address a row. */
void ent_field_form_add_links (EntFieldForm *self, const char *field, const char *name);
/* A picture of a thing, chosen by the action "win.choose-picture" (id, field). */
void ent_field_form_add_picture (EntFieldForm *self, const char *field, const char *name);
/* Any other widget. */
void ent_field_form_add_widget (EntFieldForm *self, GtkWidget *widget);

/* Shows what the map holds now; what was typed and means the same stays as it was typed. FALSE when the thing is gone. */
gboolean ent_field_form_sync (EntFieldForm *self);

G_END_DECLS
