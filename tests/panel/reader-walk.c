/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader-walk MAP: walks the reader from excerpt to excerpt of a map's articles. After each step the relation that the excerpt proves is the
 * chosen one, and the part of the text in view holds its start, and its end where there is room. TAP; needs a display. */
#include <adwaita.h>

#include "ent-map-index.h"
#include "ent-map-reader.h"
#include "ent-panel.h"

static const char *map_file;
static guint failures;

static GtkWidget *
find_view (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_TEXT_VIEW (widget) && gtk_widget_has_css_class (widget, "article") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_view (child);
  return found;
}

static gboolean
in_view (GtkTextView *view, const EntExcerpt *excerpt)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  GdkRectangle visible, first, last;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) excerpt->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) excerpt->end);
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_iter_location (view, &start, &first);
  gtk_text_view_get_iter_location (view, &end, &last);
  if (first.y < visible.y || first.y + first.height > visible.y + visible.height)
    return FALSE;
  return last.y + last.height <= visible.y + visible.height || last.y + last.height - first.y > visible.height;
}

static gboolean
stop_waiting (gpointer waiting)
{
  *(gboolean *) waiting = FALSE;
  return G_SOURCE_REMOVE;
}

/* Until @excerpt is in view, at most some seconds. */
static gboolean
comes_into_view (GtkTextView *view, const EntExcerpt *excerpt)
{
  gboolean waiting = TRUE;
  guint timeout = g_timeout_add_seconds (5, stop_waiting, &waiting);

  while (waiting && !in_view (view, excerpt))
    g_main_context_iteration (NULL, TRUE);
  if (waiting)
    g_source_remove (timeout);
  return waiting;
}

static gboolean
proves (EntMap *map, const char *relation_id, const char *excerpt)
{
  const EntRelation *relation = ent_map_relation (map, relation_id);

  for (guint i = 0; relation != NULL && i < ent_records_n (relation->evidence); i++)
    if (g_str_equal (((const EntEvidence *) relation->evidence->items[i])->excerpt, excerpt))
      return TRUE;
  return FALSE;
}

/* Chooses each excerpt as "Show in article" does, and each relation as the map does. */
static void
walk (EntMap *map, EntSelection *selection, EntPanel *panel, const EntArticle *article)
{
  GtkWidget *view = find_view (GTK_WIDGET (panel));
  guint n = 0;

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];
      GPtrArray *proved = ent_map_index_relations_proved_by (ent_map_peek_index (map), excerpt->id);
      gboolean good = proved->len > 0;

      if (good)
        {
          ent_selection_choose_relation (selection, ((const EntRelation *) g_ptr_array_index (proved, 0))->id);
          ent_panel_show_article (panel, article->id, excerpt->id);
          good = comes_into_view (GTK_TEXT_VIEW (view), excerpt) && proves (map, ent_selection_get (selection).id, excerpt->id);
        }
      g_print ("%s %u - %s in view, its line chosen\n", good ? "ok" : "not ok", ++n, excerpt->id);
      failures += !good;
    }
  /* And by the step that keys and buttons make: every stop proves what is chosen. */
  ent_panel_show_article (panel, article->id, ((const EntExcerpt *) article->excerpts->items[0])->id);
  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      GtkTextIter cursor;
      const EntExcerpt *at = NULL;
      gboolean good;

      gtk_widget_activate_action (view, "reader.next-excerpt", NULL);
      gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &cursor,
                                        gtk_text_buffer_get_insert (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))));
      for (guint j = 0; j < ent_records_n (article->excerpts); j++)
        {
          const EntExcerpt *other = (const EntExcerpt *) article->excerpts->items[j];

          if (other->start == gtk_text_iter_get_offset (&cursor) && proves (map, ent_selection_get (selection).id, other->id))
            at = other;
        }
      good = at != NULL && comes_into_view (GTK_TEXT_VIEW (view), at);
      g_print ("%s %u - step %u stands at an excerpt of the chosen line, in view\n", good ? "ok" : "not ok", ++n, i + 1);
      failures += !good;
    }
  g_print ("1..%u\n", n);
}

static void
activate (GtkApplication *app)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSnapshot) content = NULL;
  g_autoptr (EntMap) map = NULL;
  g_autoptr (EntSelection) selection = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GtkWidget *window = gtk_application_window_new (app), *panel = ent_panel_new ();
  char *text;
  gsize size;

  if (!g_file_get_contents (map_file, &text, &size, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (text, size);
  content = ent_map_read (bytes, problems, NULL, &error);
  if (content == NULL)
    g_error ("%s", error->message);
  map = ent_map_new_from_snapshot (g_steal_pointer (&content));
  selection = ent_selection_new (map);
  ent_panel_set_content (ENT_PANEL (panel), map, selection);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  gtk_window_set_default_size (GTK_WINDOW (window), 380, 520);
  gtk_window_present (GTK_WINDOW (window));
  walk (map, selection, ENT_PANEL (panel), ent_map_nth (map, ENT_LIST_ARTICLES, 0));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app = NULL;

  map_file = argv[1];
  setvbuf (stdout, NULL, _IOLBF, 0);
  app = adw_application_new ("org.entente.ReaderWalk", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate), NULL);
  g_application_run (G_APPLICATION (app), 0, NULL);
  return failures > 0;
}
