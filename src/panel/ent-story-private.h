/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the story share: -page.c the list of steps and the way from one to the next, -step.c what is read and edited of one. */
#pragma once

#include "ent-field-form.h"
#include "ent-panel-private.h"

G_BEGIN_DECLS

#define ENT_TYPE_STORY_PAGE (ent_story_page_get_type ())
G_DECLARE_FINAL_TYPE (EntStoryPage, ent_story_page, ENT, STORY_PAGE, GtkWidget)

typedef enum
{
  ENT_STORY_LIST,
  ENT_STORY_READ, /* one step */
  ENT_STORY_EDIT  /* the same with its fields */
} EntStoryMode;

struct _EntStoryPage
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  EntStoryMode mode;
  guint at;            /* READ, EDIT: the place of the step */
  char *id;            /* its id; "" where it has none */
  GtkWidget *page;     /* all of it */
  GtkWidget *form;     /* EDIT: stays while the map changes, so that what is typed in keeps the keyboard */
  GtkWidget *place;    /* EDIT: tells which step it is */
  GtkWidget *rest;     /* EDIT: what is below it, and is built anew */
  guint refresh_source;
};

EntMap *ent_story_map (EntStoryPage *self);
/* The step that is open. Only with READ and EDIT. */
const EntStep *ent_story_step (EntStoryPage *self);
guint ent_story_n (EntStoryPage *self);
/* Goes to the list, or to the step at @at. */
void ent_story_go (EntStoryPage *self, EntStoryMode mode, guint at);
/* Tells why an edit failed; frees @error (nullable). */
void ent_story_tell (EntStoryPage *self, GError *error);
/* A framed button called @name, for the keyboard to come back to. */
GtkWidget *ent_story_button_new (EntStoryPage *self, const char *name, const char *text, void (*clicked) (EntStoryPage *self));
/* Deletes the step that is open, and goes to the list. */
void ent_story_delete (EntStoryPage *self);

/* The actors and relations that a step shows, members for their groups. (transfer full), NULL-terminated */
char **ent_story_dup_shown (EntMap *map, const EntStep *step);
/* Shows on the map what the step that is open shows, from its view. */
void ent_story_look (EntStoryPage *self);
void ent_story_fill_reading (EntStoryPage *self, GtkBox *box);
void ent_story_fill_fields (EntStoryPage *self, GtkBox *box);

G_END_DECLS
