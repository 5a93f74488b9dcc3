/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cancellable is there exactly while something is under way. After "Cancel" the line stays until the work has
 * really ended, so that nobody takes it for done. */
#include "ent-progress.h"

#include "config.h"

#include <glib/gi18n.h>

/* What is over sooner is not shown. */
#define DELAY_MS 100

struct _EntProgress
{
  GtkWidget parent_instance;

  GtkWidget *revealer, *cancel;
  GtkSpinner *spinner;
  GtkLabel *label;
  GCancellable *cancellable; /* nullable */
  guint source;              /* shows the line, once it takes long */
};

G_DEFINE_FINAL_TYPE (EntProgress, ent_progress, GTK_TYPE_WIDGET)

static gboolean
show (gpointer data)
{
  EntProgress *self = data;

  self->source = 0;
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  return G_SOURCE_REMOVE;
}

GCancellable *
ent_progress_begin (EntProgress *self, const char *text)
{
  g_return_val_if_fail (ENT_IS_PROGRESS (self), NULL);
  g_return_val_if_fail (self->cancellable == NULL, NULL);
  gtk_label_set_text (self->label, text);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  self->cancellable = g_cancellable_new ();
  self->source = g_timeout_add (DELAY_MS, show, self);
  return self->cancellable;
}

void
ent_progress_tell (EntProgress *self, const char *text)
{
  g_return_if_fail (ENT_IS_PROGRESS (self));
  gtk_label_set_text (self->label, text);
}

void
ent_progress_end (EntProgress *self)
{
  g_return_if_fail (ENT_IS_PROGRESS (self));
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->cancellable);
  gtk_spinner_stop (self->spinner);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

void
ent_progress_cancel (EntProgress *self)
{
  g_return_if_fail (ENT_IS_PROGRESS (self));
  gtk_widget_set_sensitive (self->cancel, FALSE);
  g_cancellable_cancel (self->cancellable);
}

/* A line that is put away takes neither room nor focus. */
static void
on_revealed (EntProgress *self)
{
  GtkRevealer *revealer = GTK_REVEALER (self->revealer);

  if (!gtk_revealer_get_reveal_child (revealer) && !gtk_revealer_get_child_revealed (revealer))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
ent_progress_dispose (GObject *object)
{
  EntProgress *self = ENT_PROGRESS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_progress_parent_class)->dispose (object);
}

static void
ent_progress_class_init (EntProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_progress_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_progress_init (EntProgress *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  self->cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (ent_progress_cancel), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_widget_add_css_class (box, "progress-line");
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (on_revealed), self);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
ent_progress_new (void)
{
  return g_object_new (ENT_TYPE_PROGRESS, NULL);
}
