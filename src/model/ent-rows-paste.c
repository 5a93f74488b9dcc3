/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New excerpts are gathered by article and put in it at the end, so that a thousand rows change an article once.
 * Invariant: what was found at the preview is looked up again, so a map that changed meanwhile is taken as it is now. */
#include "ent-rows-private.h"

#include <math.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-defaults.h"
#include "ent-edit-private.h"

#define COLUMN 240 /* map units from one new actor to the next */
#define LINE 120

typedef struct
{
  EntMap *map;
  GHashTable *actors;   /* folded name -> id */
  GHashTable *excerpts; /* article id -> GPtrArray of EntExcerpt (owned) to add */
  GHashTable *by_url;   /* url -> id of the article made for it */
  GPtrArray *made;      /* ids */
  guint next_excerpt, n_new, n_placed;
  EntPoint place;
} Paste;

static EntPoint
next_place (Paste *paste)
{
  guint across = (guint) ceil (sqrt (paste->n_new)), down = (paste->n_new + across - 1) / across, i = paste->n_placed++;

  return ent_point (paste->place.x + (i % across - (across - 1) / 2.0) * COLUMN,
                    paste->place.y + (i / across - (down - 1) / 2.0) * LINE);
}

/* The id of the actor called @name, made where there is none. */
static const char *
actor_called (Paste *paste, const char *name)
{
  g_autofree char *folded = ent_rows_fold (name), *id = NULL;
  const char *known = g_hash_table_lookup (paste->actors, folded);
  EntActor *actor;

  if (known != NULL)
    return known;
  id = ent_map_new_id_from_name (paste->map, name);
  actor = (EntActor *) ent_record_new (&ent_actor_type);
  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, name);
  ent_map_fill_actor (paste->map, actor);
  ent_edit_set_place (&actor->position, next_place (paste));
  ent_map_insert (paste->map, ENT_LIST_ACTORS, -1, actor);
  g_ptr_array_add (paste->made, g_strdup (id));
  g_hash_table_insert (paste->actors, g_steal_pointer (&folded), g_strdup (id));
  return ent_record_id (ent_map_find (paste->map, id));
}

/* An article without text for the quotes of @url. */
static const char *
article_for (Paste *paste, const char *url)
{
  const char *known = g_hash_table_lookup (paste->by_url, url);
  char *id;
  EntArticle *article;

  if (known != NULL)
    return known;
  id = ent_map_new_id (paste->map, "article-");
  article = (EntArticle *) ent_record_new (&ent_article_type);
  ent_record_set_string (&article->id, id);
  ent_record_set_string (&article->title, url[0] != '\0' ? url : "Pasted quotes");
  ent_record_set_string (&article->url, url);
  ent_map_insert (paste->map, ENT_LIST_ARTICLES, -1, article);
  g_hash_table_insert (paste->by_url, g_strdup (url), id);
  return id;
}

/* An excerpt of @list with the same words at the same place. */
static const EntExcerpt *
same_among (EntRecord *const *items, guint n, const EntExcerpt *wanted)
{
  for (guint i = 0; i < n; i++)
    {
      const EntExcerpt *excerpt = (EntExcerpt *) items[i];

      if (excerpt->start == wanted->start && excerpt->end == wanted->end && strcmp (excerpt->exact, wanted->exact) == 0)
        return excerpt;
    }
  return NULL;
}

/* The id of the excerpt that holds the quote of @row. (transfer full) */
static char *
excerpt_of (Paste *paste, const EntRow *row)
{
  const EntArticle *article;
  const EntExcerpt *same;
  GPtrArray *added;
  EntExcerpt *excerpt;
  gint64 start, length = ent_text_length (row->quote);
  g_autofree char *id = NULL;

  ent_rows_find_quote (paste->map, row, &article, &start);
  if (article == NULL)
    article = ent_map_article (paste->map, article_for (paste, row->url));
  do
    {
      g_free (id);
      id = g_strdup_printf ("x%u", paste->next_excerpt++);
    }
  while (ent_map_has_id (paste->map, id));
  excerpt = start >= 0 ? ent_anchor_new_excerpt (article, id, start, start + length, NULL) : NULL;
  if (excerpt == NULL)
    {
      excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
      ent_record_set_string (&excerpt->id, id);
      ent_record_set_string (&excerpt->exact, row->quote);
      excerpt->start = 0;
      excerpt->end = length;
    }
  added = g_hash_table_lookup (paste->excerpts, article->id);
  if (added == NULL)
    {
      added = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_record_unref);
      g_hash_table_insert (paste->excerpts, g_strdup (article->id), added);
    }
  same = article->excerpts != NULL ? same_among (article->excerpts->items, article->excerpts->n, excerpt) : NULL;
  if (same == NULL)
    same = same_among ((EntRecord **) added->pdata, added->len, excerpt);
  if (same == NULL)
    {
      g_ptr_array_add (added, excerpt);
      return g_steal_pointer (&id);
    }
  ent_record_unref (&excerpt->record);
  return g_strdup (same->id);
}

static void
paste_row (Paste *paste, const EntRow *row)
{
  g_autofree char *source = g_strdup (actor_called (paste, row->source)), *target = NULL, *id = NULL;
  EntRelation *relation;

  if (row->target[0] == '\0')
    return;
  target = g_strdup (actor_called (paste, row->target));
  id = ent_map_new_id (paste->map, "r");
  relation = (EntRelation *) ent_record_new (&ent_relation_type);
  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  ent_record_set_string (&relation->label, row->label);
  if (row->kind[0] != '\0')
    ent_record_set_string (&relation->kind, row->kind);
  else
    ent_map_fill_relation (paste->map, relation);
  ent_record_set_string (&relation->when, row->when);
  if (row->quote[0] != '\0')
    {
      g_autofree char *excerpt = excerpt_of (paste, row);
      EntEvidence *evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
      EntRecord *items[] = { &evidence->record };

      ent_record_set_string (&evidence->excerpt, excerpt);
      relation->evidence = ent_records_new_take (items, 1);
    }
  else
    ent_record_set_string (&relation->note, row->url);
  ent_map_insert (paste->map, ENT_LIST_RELATIONS, -1, relation);
  g_ptr_array_add (paste->made, g_steal_pointer (&id));
}

static void
add_excerpts (Paste *paste)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, paste->excerpts);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const EntArticle *article = ent_map_article (paste->map, id);
      EntRecords *list = article->excerpts != NULL ? ent_records_ref (article->excerpts) : NULL;
      GPtrArray *added = value;
      EntArticle *copy;

      for (guint i = 0; i < added->len; i++)
        list = ent_records_splice (list, ent_records_n (list), FALSE, ent_record_ref (g_ptr_array_index (added, i)));
      copy = (EntArticle *) ent_record_copy (&article->record);
      ent_record_set_records (&copy->excerpts, list);
      ent_records_unref (list);
      ent_edit_put (paste->map, id, copy);
    }
}

char **
ent_rows_paste (const EntRows *self, EntMap *map, EntPoint place, GError **error)
{
  g_autoptr (GHashTable) actors = ent_rows_actors (map);
  g_autoptr (GHashTable) excerpts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) by_url = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *label = NULL;
  Paste paste = { .map = map,
                  .actors = actors,
                  .excerpts = excerpts,
                  .by_url = by_url,
                  .made = made,
                  .next_excerpt = 1,
                  .n_new = MAX (self->new_actors->len, 1),
                  .place = place };
  guint good = self->rows->len - self->n_problems;

  if (good == 0)
    return ent_edit_refuse (error, "there is no row that can be read"), NULL;
  if (!ent_edit_is_place (place, error))
    return NULL;
  label = g_strdup_printf (good == 1 ? "Paste %u Row" : "Paste %u Rows", good);
  ent_map_begin (map, label, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    if (((EntRow *) g_ptr_array_index (self->rows, i))->problem == NULL)
      paste_row (&paste, g_ptr_array_index (self->rows, i));
  add_excerpts (&paste);
  if (!ent_map_commit (map, error))
    return NULL;
  g_ptr_array_add (made, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&made), FALSE);
}

/* A cell of tab-separated rows, in quotation marks where it needs them. */
static void
append_cell (GString *out, const char *text, char behind)
{
  if (strpbrk (text, "\t\n\r\"") == NULL)
    g_string_append (out, text);
  else
    {
      g_string_append_c (out, '"');
      for (; *text != '\0'; text++)
        {
          if (*text == '"')
            g_string_append_c (out, '"');
          g_string_append_c (out, *text);
        }
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, behind);
}

static void
append_row (GString *out, GHashTable *by_id, const EntRelation *relation, const EntExcerpt *excerpt, const EntArticle *article)
{
  append_cell (out, ((EntActor *) g_hash_table_lookup (by_id, relation->source))->name, '\t');
  append_cell (out, ((EntActor *) g_hash_table_lookup (by_id, relation->target))->name, '\t');
  append_cell (out, relation->label, '\t');
  append_cell (out, relation->kind, '\t');
  append_cell (out, relation->when, '\t');
  append_cell (out, excerpt != NULL ? excerpt->exact : "", '\t');
  append_cell (out, article != NULL ? article->url : "", '\n');
}

char *
ent_rows_from_clip (const EntSnapshot *clip)
{
  GString *out = g_string_new ("source\ttarget\tlabel\tkind\twhen\tquote\turl\n");
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal), holders = g_hash_table_new (g_str_hash, g_str_equal),
                         joined = g_hash_table_new (g_str_hash, g_str_equal);
  EntRecords *actors = clip->lists[ENT_LIST_ACTORS], *articles = clip->lists[ENT_LIST_ARTICLES],
             *relations = clip->lists[ENT_LIST_RELATIONS];

  for (guint i = 0; i < ent_records_n (actors); i++)
    g_hash_table_insert (by_id, (gpointer) ent_record_id (actors->items[i]), actors->items[i]);
  for (guint i = 0; i < ent_records_n (articles); i++)
    for (guint j = 0; j < ent_records_n (((EntArticle *) articles->items[i])->excerpts); j++)
      {
        EntRecord *excerpt = ((EntArticle *) articles->items[i])->excerpts->items[j];

        g_hash_table_insert (by_id, (gpointer) ent_record_id (excerpt), excerpt);
        g_hash_table_insert (holders, (gpointer) ent_record_id (excerpt), articles->items[i]);
      }
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      const EntRelation *relation = (EntRelation *) relations->items[i];
      gboolean written = FALSE;

      g_hash_table_add (joined, relation->source);
      g_hash_table_add (joined, relation->target);
      for (guint j = 0; j < ent_records_n (relation->evidence); j++)
        {
          const EntEvidence *evidence = (EntEvidence *) relation->evidence->items[j];

          if (ent_evidence_role (evidence) != ENT_ROLE_SUPPORTS)
            continue;
          append_row (out, by_id, relation, g_hash_table_lookup (by_id, evidence->excerpt),
                      g_hash_table_lookup (holders, evidence->excerpt));
          written = TRUE;
        }
      if (!written)
        append_row (out, by_id, relation, NULL, NULL);
    }
  for (guint i = 0; i < ent_records_n (actors); i++)
    if (!g_hash_table_contains (joined, ent_record_id (actors->items[i])))
      {
        append_cell (out, ((EntActor *) actors->items[i])->name, '\t');
        g_string_append (out, "\t\t\t\t\t\n");
      }
  return g_string_free (out, FALSE);
}
