/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover is made with the page and goes with it: what it shows is the evidence as it is now. */
#include "ent-evidence-menu.h"

#include <glib/gi18n.h>

#include "ent-edit-field.h"
#include "ent-edit-proof.h"
#include "ent-evidence-cite.h"
#include "ent-evidence-grades.h"
#include "ent-panel-parts.h"

#define MOST_HEIGHT 400 /* pixels: half a small screen */

typedef struct
{
  EntPanel *panel; /* outlives its pages */
  char *relation, *excerpt;
  guint at; /* among the relation's evidence */
  GtkWidget *note, *excerpt_note;
} Evidence;

static void
evidence_free (gpointer data)
{
  Evidence *self = data;

  g_free (self->relation);
  g_free (self->excerpt);
  g_free (self);
}

/* Takes @error. */
static void
tell (Evidence *self, gboolean done, GError *error, const char *message)
{
  if (!done)
    ent_panel_say_error (self->panel, error);
  else if (message != NULL)
    ent_panel_say (self->panel, message, TRUE);
}

static void
set_role (Evidence *self, EntRole role)
{
  GError *error = NULL;
  gboolean done
      = ent_edit_set_evidence_role (ent_panel_get_map (self->panel), self->relation, self->excerpt, role, &error);

  tell (self, done, error, NULL);
}

static void
support (Evidence *self)
{
  set_role (self, ENT_ROLE_SUPPORTS);
}

static void
dispute (Evidence *self)
{
  set_role (self, ENT_ROLE_DISPUTES);
}

static void
mention (Evidence *self)
{
  set_role (self, ENT_ROLE_MENTIONS);
}

static void
move (Evidence *self, guint to)
{
  GError *error = NULL;
  gboolean done = ent_edit_move_evidence (ent_panel_get_map (self->panel), self->relation, self->at, to, &error);

  tell (self, done, error, NULL);
}

static void
move_up (Evidence *self)
{
  move (self, self->at - 1);
}

static void
move_down (Evidence *self)
{
  move (self, self->at + 1);
}

static void
take_away (Evidence *self)
{
  GError *error = NULL;
  gboolean done = ent_edit_remove_evidence (ent_panel_get_map (self->panel), self->relation, self->excerpt, &error);

  tell (self, done, error, _ ("Evidence removed; the excerpt stays in its article"));
}

static void
set_notes (Evidence *self)
{
  EntMap *map = ent_panel_get_map (self->panel);
  GError *error = NULL;
  gboolean done;

  if (map == NULL || ent_map_excerpt (map, self->excerpt, NULL) == NULL || ent_map_relation (map, self->relation) == NULL)
    return;
  done = ent_edit_set_evidence_note (map, self->relation, self->excerpt, gtk_editable_get_text (GTK_EDITABLE (self->note)), &error)
         && ent_edit_set_field (map, self->excerpt, "note",
                                ent_value_string (gtk_editable_get_text (GTK_EDITABLE (self->excerpt_note))), &error);
  tell (self, done, error, NULL);
  ent_panel_end_step (self->panel);
}

/* Before the page goes that has the keyboard. */
static void
close_menu (GtkWidget *inside)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (inside, GTK_TYPE_POPOVER)));
}

/* What is written there is kept when the popover closes, by Enter too. */
static GtkWidget *
note_new (const char *name, const char *text)
{
  GtkWidget *note = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (note), name);
  gtk_editable_set_text (GTK_EDITABLE (note), text);
  ent_set_accessible_name (note, name);
  g_signal_connect (note, "activate", G_CALLBACK (close_menu), NULL);
  return note;
}

static void
add_item (GtkWidget *box, Evidence *self, const char *text, gboolean sensitive, void (*clicked) (Evidence *self))
{
  GtkWidget *button = ent_text_button_new (text, NULL);

  gtk_widget_set_halign (button, GTK_ALIGN_FILL);
  gtk_widget_set_sensitive (button, sensitive);
  g_signal_connect (button, "clicked", G_CALLBACK (close_menu), NULL);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked), self);
  gtk_box_append (GTK_BOX (box), button);
}

GtkWidget *
ent_evidence_menu_new (EntPanel *panel, const EntRelation *relation, guint i)
{
  const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[i];
  EntRole role = ent_evidence_role (evidence);
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();
  const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (panel), evidence->excerpt, NULL);
  Evidence *self = g_new0 (Evidence, 1);

  self->panel = panel;
  self->relation = g_strdup (relation->id);
  self->excerpt = g_strdup (evidence->excerpt);
  self->at = i;
  g_object_set_data_full (G_OBJECT (button), "evidence", self, evidence_free);
  self->note = note_new (_ ("Note on this evidence"), evidence->note);
  self->excerpt_note = note_new (_ ("Note on this excerpt"), excerpt != NULL ? excerpt->note : "");
  gtk_widget_set_tooltip_text (self->excerpt_note, _ ("Goes with the excerpt wherever it is evidence"));
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (set_notes), self);
  add_item (box, self, _ ("It supports this"), role != ENT_ROLE_SUPPORTS, support);
  add_item (box, self, _ ("It disputes this"), role != ENT_ROLE_DISPUTES, dispute);
  add_item (box, self, _ ("It mentions this"), role != ENT_ROLE_MENTIONS, mention);
  add_item (box, self, _ ("Move up"), i > 0, move_up);
  add_item (box, self, _ ("Move down"), i + 1 < ent_records_n (relation->evidence), move_down);
  add_item (box, self, _ ("Remove from the evidence"), TRUE, take_away);
  gtk_widget_set_margin_top (self->excerpt_note, 6);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), self->excerpt_note);
  gtk_box_append (GTK_BOX (box), ent_evidence_grades_new (panel, evidence->excerpt));
  gtk_box_append (GTK_BOX (box), ent_evidence_cite_new (panel, NULL, evidence->excerpt));
  /* Where it has no room on the screen, newer GTK does not show it at all. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, _ ("Change this evidence"));
  ent_name_menu_button (button, _ ("Change this evidence"));
  return button;
}
