/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words are found as readers see them: without regard to case, kind of quotes and dashes, and line breaks. The text is folded once, when
 * it is first searched; a long one in a thread. Invariant: `found` is in the order of the text. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-article-private.h"
#include "ent-panel-parts.h"
#include "ent-sentences.h"

#define MOST_FOUND 5000
/* Bytes; a longer text takes a while to fold. */
#define LONG ((gsize) 256 * 1024)

static void find_changed (EntArticleReader *self);

static void
fold_in_thread (GTask *task, gpointer source, gpointer text, GCancellable *cancellable)
{
  g_task_return_pointer (task, ent_fold_new (text), (GDestroyNotify) ent_fold_free);
}

static void
folded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntArticleReader) self = data;
  g_autoptr (EntFold) fold = g_task_propagate_pointer (G_TASK (result), NULL);

  if (fold == NULL || self->buffer == NULL || g_task_get_cancellable (G_TASK (result)) != self->folding)
    return; /* the text is another one by now */
  g_clear_object (&self->folding);
  self->fold = g_steal_pointer (&fold);
  if (gtk_widget_get_visible (self->find_bar))
    find_changed (self);
}

/* FALSE while a thread folds the text; what is looked for is found when it has. */
static gboolean
has_fold (EntArticleReader *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->fold == NULL && self->text_size <= LONG)
    self->fold = ent_fold_new (self->text);
  if (self->fold != NULL || self->folding != NULL)
    return self->fold != NULL;
  self->folding = g_cancellable_new ();
  task = g_task_new (NULL, self->folding, folded, g_object_ref (self));
  g_task_set_task_data (task, g_strdup (self->text), g_free);
  g_task_run_in_thread (task, fold_in_thread);
  return FALSE;
}

static void
fill_found (EntArticleReader *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->find_entry));
  g_autoptr (EntFold) wanted = ent_fold_new (query);

  g_array_set_size (self->found, 0);
  if (wanted->n == 0 || self->text == NULL || !has_fold (self))
    return;
  for (guint i = 0; i + wanted->n <= self->fold->n && self->found->len < MOST_FOUND; i++)
    if (self->fold->chars[i] == wanted->chars[0]
        && memcmp (self->fold->chars + i, wanted->chars, wanted->n * sizeof *wanted->chars) == 0)
      {
        EntStretch place = { self->fold->origins[i], self->fold->origins[i + wanted->n - 1] + 1 };

        g_array_append_val (self->found, place);
        i += wanted->n - 1;
      }
}

void
ent_article_find_mark (EntArticleReader *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->found_tag, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->current_tag, &start, &end);
  if (!gtk_widget_get_visible (self->find_bar))
    return;
  for (guint i = 0; i < self->found->len; i++)
    {
      const EntStretch *place = &g_array_index (self->found, EntStretch, i);

      ent_article_reader_get_iters (self, place->start, place->end, &start, &end);
      gtk_text_buffer_apply_tag (self->buffer, i == self->found_at ? self->current_tag : self->found_tag, &start, &end);
    }
}

static void
show_count (EntArticleReader *self)
{
  gboolean typed = gtk_editable_get_text (GTK_EDITABLE (self->find_entry))[0] != '\0';
  g_autofree char *text = NULL;

  if (self->found->len > 0)
    /* Translators: the place that is shown, and at how many places it was found. */
    text = g_strdup_printf (_ ("%u of %u"), self->found_at + 1, self->found->len);
  gtk_label_set_text (GTK_LABEL (self->find_count), text != NULL ? text : typed && self->folding == NULL ? _ ("not found") : "");
  for (guint i = 0; i < 2; i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), i == 0 ? "find-next" : "find-previous")),
        self->found->len > 0);
}

/* Gives the place at @at the tag of the current one, or of one of many. */
static void
mark_place (EntArticleReader *self, guint at, gboolean current)
{
  const EntStretch *place = &g_array_index (self->found, EntStretch, at);
  GtkTextIter start, end;

  ent_article_reader_get_iters (self, place->start, place->end, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, current ? self->found_tag : self->current_tag, &start, &end);
  gtk_text_buffer_apply_tag (self->buffer, current ? self->current_tag : self->found_tag, &start, &end);
}

static void
show_current (EntArticleReader *self)
{
  show_count (self);
  if (self->found->len > 0)
    {
      const EntStretch *place = &g_array_index (self->found, EntStretch, self->found_at);

      ent_article_reader_scroll_to (self, place->start, place->end);
    }
}

/* The first place at or after the cursor, as one expects of typing. */
static void
find_changed (EntArticleReader *self)
{
  GtkTextIter cursor;

  fill_found (self);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  self->found_at = 0;
  while (self->found_at < self->found->len
         && g_array_index (self->found, EntStretch, self->found_at).start < gtk_text_iter_get_offset (&cursor))
    self->found_at++;
  if (self->found_at == self->found->len)
    self->found_at = 0;
  ent_article_find_mark (self);
  show_current (self);
}

void
ent_article_find_step (EntArticleReader *self, int by)
{
  int n = (int) self->found->len;

  if (n == 0)
    return;
  mark_place (self, self->found_at, FALSE);
  self->found_at = (guint) (((int) self->found_at + by + n) % n);
  mark_place (self, self->found_at, TRUE);
  show_current (self);
}

static void
find_next (EntArticleReader *self)
{
  ent_article_find_step (self, 1);
}

void
ent_article_find_reset (EntArticleReader *self)
{
  g_clear_pointer (&self->fold, ent_fold_free);
  g_cancellable_cancel (self->folding);
  g_clear_object (&self->folding);
  fill_found (self);
  self->found_at = 0;
  ent_article_find_mark (self);
  show_count (self);
}

void
ent_article_find_open (EntArticleReader *self)
{
  GtkTextIter start, end;

  /* One looks for what is selected, unless that is a whole passage. */
  if (gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end)
      && gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start) <= 60)
    {
      g_autofree char *words = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);

      if (strchr (words, '\n') == NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->find_entry), words);
    }
  gtk_widget_set_visible (self->find_bar, TRUE);
  gtk_widget_grab_focus (self->find_entry);
  gtk_editable_select_region (GTK_EDITABLE (self->find_entry), 0, -1);
  find_changed (self);
}

gboolean
ent_article_find_close (EntArticleReader *self)
{
  if (!gtk_widget_get_visible (self->find_bar))
    return FALSE;
  /* First, so that the field does not go with the keyboard in it. */
  gtk_widget_grab_focus (self->view);
  gtk_widget_set_visible (self->find_bar, FALSE);
  ent_article_find_mark (self);
  return TRUE;
}

static gboolean
find_key (EntArticleReader *self, guint key, guint code, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0, control = (state & GDK_CONTROL_MASK) != 0;

  if (key == GDK_KEY_Escape)
    return ent_article_find_close (self);
  if (((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && shift) || (key == GDK_KEY_Up && !control))
    ent_article_find_step (self, -1);
  else if (key == GDK_KEY_Down && !control)
    ent_article_find_step (self, 1);
  else
    return FALSE;
  return TRUE;
}

static GtkWidget *
step_new (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = ent_icon_button_new (icon, name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
ent_article_find_new (EntArticleReader *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->found = g_array_new (FALSE, FALSE, sizeof (EntStretch));
  self->find_entry = gtk_search_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->find_entry), 10);
  g_object_set (self->find_entry, "placeholder-text", _ ("Find in the text"), NULL);
  ent_set_accessible_name (self->find_entry, _ ("Words to find"));
  gtk_widget_set_hexpand (self->find_entry, TRUE);
  self->find_count = gtk_label_new ("");
  gtk_widget_add_css_class (self->find_count, "dim");
  gtk_widget_add_css_class (self->find_count, "counts");
  gtk_box_append (GTK_BOX (box), self->find_entry);
  gtk_box_append (GTK_BOX (box), self->find_count);
  gtk_box_append (GTK_BOX (box), step_new ("go-up-symbolic", _ ("Found before"), "reader.find-previous"));
  gtk_box_append (GTK_BOX (box), step_new ("go-down-symbolic", _ ("Found next"), "reader.find-next"));
  gtk_box_append (GTK_BOX (box), step_new ("window-close-symbolic", _ ("Stop finding"), "reader.find-close"));
  gtk_widget_add_css_class (box, "find-bar");
  gtk_widget_set_visible (box, FALSE);
  g_signal_connect_swapped (self->find_entry, "changed", G_CALLBACK (find_changed), self);
  g_signal_connect_swapped (self->find_entry, "activate", G_CALLBACK (find_next), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (find_key), self);
  gtk_widget_add_controller (self->find_entry, keys);
  return box;
}
