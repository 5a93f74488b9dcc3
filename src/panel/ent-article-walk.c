/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From excerpt to excerpt through the text, and with them over the map. A stop is an excerpt and one relation that it proves; an excerpt
 * that proves nothing is a stop too. Invariant: stops are in the order of the text. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-article-private.h"

typedef struct
{
  const EntExcerpt *excerpt;
  const EntRelation *relation; /* nullable */
} Stop;

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const EntExcerpt *first = ((const Stop *) a)->excerpt, *second = ((const Stop *) b)->excerpt;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return (first->end > second->end) - (first->end < second->end);
}

/* In the order of the text; of one place in the order of the file. (transfer full) */
static GArray *
stops_of (EntArticleReader *self, const EntArticle *article)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (self->panel));
  const EntAnchorState *states = ent_article_reader_states (self, article);

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];
      GPtrArray *proved = ent_map_index_relations_proved_by (index, excerpt->id);
      Stop stop = { excerpt, NULL };

      if (states[i] != ENT_ANCHOR_EXACT)
        continue;
      if (proved->len == 0)
        g_array_append_val (stops, stop);
      for (guint j = 0; j < proved->len; j++)
        {
          stop.relation = g_ptr_array_index (proved, j);
          g_array_append_val (stops, stop);
        }
    }
  g_array_sort (stops, compare_stops);
  return stops;
}

/* The stop that is shown now, -1 for none. */
static int
find_stop (EntArticleReader *self, GArray *stops)
{
  const EntRelation *relation = ent_article_reader_relation (self);

  for (guint i = 0; i < stops->len; i++)
    {
      const Stop *stop = &g_array_index (stops, Stop, i);

      /* At an excerpt that proves nothing the line chosen before stays chosen. */
      if (self->excerpt[0] == '\0' ? relation != NULL && stop->relation == relation
                                   : strcmp (stop->excerpt->id, self->excerpt) == 0 && (stop->relation == relation || stop->relation == NULL))
        return (int) i;
    }
  return -1;
}

/* From the cursor, where no stop is shown. */
static int
stop_from_cursor (EntArticleReader *self, GArray *stops, int by)
{
  GtkTextIter cursor;
  int at = by > 0 ? 0 : (int) stops->len - 1;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  while (at >= 0 && at < (int) stops->len)
    {
      gint64 start = g_array_index (stops, Stop, at).excerpt->start;

      if (by > 0 ? start >= gtk_text_iter_get_offset (&cursor) : start < gtk_text_iter_get_offset (&cursor))
        return at;
      at += by;
    }
  return by > 0 ? 0 : (int) stops->len - 1;
}

void
ent_article_walk (EntArticleReader *self, int by)
{
  const EntArticle *article = ent_article_reader_article (self);
  g_autoptr (GArray) stops = article != NULL ? stops_of (self, article) : NULL;
  const Stop *stop;
  int at;

  if (stops == NULL || stops->len == 0)
    return;
  at = find_stop (self, stops);
  at = at >= 0 ? (at + by + (int) stops->len) % (int) stops->len : stop_from_cursor (self, stops, by);
  stop = &g_array_index (stops, Stop, at);
  g_free (self->excerpt);
  self->excerpt = g_strdup (stop->excerpt->id);
  if (stop->relation != NULL)
    ent_panel_choose (self->panel, ENT_TARGET_RELATION, stop->relation->id, NULL, TRUE);
  ent_article_reader_refresh (self);
  ent_article_reader_scroll_to (self, stop->excerpt->start, stop->excerpt->end);
}

void
ent_article_walk_update (EntArticleReader *self)
{
  const EntArticle *article = ent_article_reader_article (self);
  g_autoptr (GArray) stops = article != NULL ? stops_of (self, article) : NULL;
  g_autofree char *text = NULL;
  guint n = stops != NULL ? stops->len : 0;
  int at = n > 0 ? find_stop (self, stops) : -1;

  if (at >= 0)
    /* Translators: the excerpt that is shown, and how many there are. */
    text = g_strdup_printf (_ ("%u of %u"), (guint) at + 1, n);
  else
    text = g_strdup_printf ("%u", n);
  gtk_label_set_text (GTK_LABEL (self->step_count), text);
  for (guint i = 0; i < 2; i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), i == 0 ? "next-excerpt" : "previous-excerpt")), n > 0);
}
