/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader-walk MAP: walks the reader from excerpt to excerpt of a map's articles. After each step the relation that the excerpt proves is the
 * chosen one, and the part of the text in view holds its start, and its end where there is room. Then a step takes no longer in a text of
 * megabytes than in a short one with as many excerpts. TAP; needs a display. */
#include <adwaita.h>
#include <time.h>

#include "ent-anchor.h"
#include "ent-edit-articles.h"
#include "ent-edit.h"
#include "ent-map-index.h"
#include "ent-map-reader.h"
#include "ent-panel.h"

static const char *map_file;
static guint failures, checks;

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
      g_print ("%s %u - %s in view, its line chosen\n", good ? "ok" : "not ok", ++checks, excerpt->id);
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
      g_print ("%s %u - step %u stands at an excerpt of the chosen line, in view\n", good ? "ok" : "not ok", ++checks, i + 1);
      failures += !good;
    }
}

#define MANY 1000
#define STEPS 15

/* A map of one line that is proved by some of MANY excerpts, with @between lines between them. (transfer full) */
static EntMap *
long_map (gsize between)
{
  EntMap *map = ent_map_new ();
  g_autofree char *a = ent_edit_add_actor (map, "China", "state", ent_point (0, 0), NULL), *b = NULL;
  g_autofree char *relation = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  EntArticle *copy = (EntArticle *) ent_record_new (&ent_article_type);
  EntRecord *excerpts[MANY];
  g_autoptr (EntRecords) list = NULL;
  g_auto (GStrv) taken = NULL;

  b = ent_edit_add_actor (map, "Russia", "state", ent_point (400, 0), NULL);
  relation = ent_edit_add_relation (map, a, b, "met", NULL);
  for (guint i = 0; i < MANY; i++)
    {
      EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
      g_autofree char *name = g_strdup_printf ("x%u", i), *exact = g_strdup_printf ("Chapter %u of it.", i);

      excerpt->start = (gint64) text->len;
      g_string_append (text, exact);
      excerpt->end = (gint64) text->len;
      ent_record_set_string (&excerpt->id, name);
      ent_record_set_string (&excerpt->exact, exact);
      excerpts[i] = &excerpt->record;
      for (gsize left = between; left > 0; left--)
        g_string_append (text, " Line after line of an article, as long as they mostly are in such.\n");
    }
  ent_record_set_string (&copy->id, "long");
  ent_record_set_string (&copy->text, text->str);
  list = ent_records_new_take (g_memdup2 (excerpts, sizeof excerpts), MANY);
  ent_record_set_records (&copy->excerpts, list);
  taken = ent_edit_take_articles (map, &copy, 1, NULL, 0, NULL);
  g_assert_nonnull (taken);
  return map;
}

static int
compare_seconds (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Seconds of this thread that a step takes, the middle one of some. */
static double
step_time (EntPanel *panel, gsize between)
{
  g_autoptr (EntMap) map = long_map (between);
  g_autoptr (EntSelection) selection = ent_selection_new (map);
  const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, 0);
  double seconds[STEPS];
  GtkWidget *view;

  ent_panel_set_content (panel, map, selection);
  ent_panel_show_article (panel, article->id, ((const EntExcerpt *) article->excerpts->items[0])->id);
  view = find_view (GTK_WIDGET (panel));
  while (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))) < ent_text_length (article->text))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < STEPS; i++)
    {
      struct timespec from, to;

      for (guint j = 0; j < 20; j++)
        g_main_context_iteration (NULL, FALSE);
      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &from);
      gtk_widget_activate_action (view, "reader.next-excerpt", NULL);
      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &to);
      seconds[i] = (double) (to.tv_sec - from.tv_sec) + (double) (to.tv_nsec - from.tv_nsec) / 1e9;
    }
  qsort (seconds, STEPS, sizeof *seconds, compare_seconds);
  ent_panel_set_content (panel, NULL, NULL);
  return seconds[STEPS / 2];
}

static void
walk_long_text (EntPanel *panel)
{
  double small = step_time (panel, 1), large = step_time (panel, 60);
  gboolean good = large < 2.5 * small + 0.001;

  g_print ("# a step took %.1f ms of the thread in 90 kB, %.1f ms in 4 MB\n", small * 1e3, large * 1e3);
  g_print ("%s %u - a step takes no longer in a long text\n", good ? "ok" : "not ok", ++checks);
  failures += !good;
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
  walk_long_text (ENT_PANEL (panel));
  g_print ("1..%u\n", checks);
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
