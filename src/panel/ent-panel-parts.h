/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small widgets that the pages are made of. All show plain text, wrap or ellipsize it, and have a name for
 * assistive technology. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

/* Starts at the line's start and wraps, inside words where it must. @css_class is nullable. */
GtkWidget *ent_label_new (const char *text, const char *css_class);
/* The same, and people can select and copy it. */
GtkWidget *ent_text_new (const char *text, const char *css_class);
/* A heading of a section, with a count where @count is not negative. */
GtkWidget *ent_heading_new (const char *text, int count);
GtkWidget *ent_chip_new (const char *text, const char *css_class);
/* A flat button of text that wraps. */
GtkWidget *ent_text_button_new (const char *text, const char *css_class);
GtkWidget *ent_icon_button_new (const char *icon, const char *name);
/* Opens @url in the browser, and shows all of it; NULL where it is no web address. @title is nullable. */
GtkWidget *ent_web_link_new (const char *title, const char *url);
/* A box of pages' sections from top to bottom. */
GtkWidget *ent_page_box_new (void);
/* What assistive technology calls @widget. */
void ent_set_accessible_name (gpointer widget, const char *name);

/* The same for a menu button, whose inner button is what is pressed. */
void ent_name_menu_button (GtkWidget *button, const char *name);

/* The first widget of that gtk_widget_get_name() at or below @widget; NULL where there is none. */
GtkWidget *ent_find_named (GtkWidget *widget, const char *name);

/* A button named @text that lets edit what is chosen. */
GtkWidget *ent_edit_button_new (EntPanel *panel, const char *text);
/* A button with an actor's name that chooses it; @css_class "name" or "partner". */
GtkWidget *ent_actor_button_new (EntPanel *panel, const EntActor *actor, const char *css_class);

#define ENT_TYPE_ROW (ent_row_get_type ())
G_DECLARE_FINAL_TYPE (EntRow, ent_row, ENT, ROW, GtkListBoxRow)

/* A list of rows that choose their target, or open their article, when activated. */
GtkWidget *ent_row_list_new (EntPanel *panel, const char *name);
/* The picture @image of the map, @side pixels; NULL where it is none. */
GtkWidget *ent_picture_new (EntPanel *panel, const char *image, int side);
/* A picture that says nothing that is not said beside it. */
GtkWidget *ent_decoration_new (const char *icon);
/* Row for an actor: name, kind, number of relations. */
GtkWidget *ent_actor_row_new (EntPanel *panel, const EntActor *actor);
/* Row for a relation. @from: the actor from whose side it is told, NULL for a row that names both. */
GtkWidget *ent_relation_row_new (EntPanel *panel, const EntRelation *relation, const char *from);
/* Row that opens the reader. */
GtkWidget *ent_article_row_new (EntPanel *panel, const EntArticle *article);
/* What the row stands for. */
EntTarget ent_row_get_target (EntRow *self);

G_END_DECLS
