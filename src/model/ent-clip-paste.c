/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pasting goes through the lists in an order in which everything that is referred to comes first, with a table from the clip's ids
 * to the map's.
 * Invariant: every id that is inserted is one that the map had not, so a clip can be pasted any number of times, anywhere. */
#include "ent-clip.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-clip-private.h"
#include "ent-edit-private.h"

typedef struct
{
  EntMap *map;
  const EntSnapshot *clip;
  EntPoint offset;
  GHashTable *ids;   /* id in the clip -> id in the map, both owned */
  GHashTable *kinds; /* the same for own kinds: the kind of an actor may be any string */
  GPtrArray *made;   /* ids, for the caller */
} Paste;

static const char *
mapped (Paste *paste, const char *id)
{
  const char *to = g_hash_table_lookup (paste->ids, id);

  return to != NULL ? to : id;
}

static void
map_id (Paste *paste, const char *from, const char *to)
{
  g_hash_table_insert (paste->ids, g_strdup (from), g_strdup (to));
}

/* @id where it is free, else a new one. */
static char *
id_like (EntMap *map, const char *id, const char *stem)
{
  g_autofree char *numbered = NULL;

  if (!ent_map_has_id (map, id))
    return g_strdup (id);
  if (stem != NULL)
    return ent_map_new_id (map, stem);
  numbered = g_strconcat (id, "-", NULL);
  return ent_map_new_id (map, numbered);
}

static void
paste_kind (Paste *paste, const EntKind *kind)
{
  const EntRecord *same = ent_map_find (paste->map, kind->id);
  g_autofree char *id = NULL;
  EntKind *copy;

  if (same != NULL && same->type == &ent_kind_type && strcmp (((EntKind *) same)->name, kind->name) == 0)
    return;
  id = id_like (paste->map, kind->id, NULL);
  g_hash_table_insert (paste->kinds, g_strdup (kind->id), g_strdup (id));
  copy = (EntKind *) ent_record_copy (&kind->record);
  ent_record_set_string (&copy->id, id);
  ent_map_insert (paste->map, ENT_LIST_KINDS, -1, copy);
}

static gboolean
is_same_article (const EntArticle *a, const EntArticle *b)
{
  if (a->text[0] != '\0')
    return strcmp (a->sha256, b->sha256) == 0 && strcmp (a->text, b->text) == 0;
  return b->text[0] == '\0' && strcmp (a->url, b->url) == 0 && strcmp (a->title, b->title) == 0;
}

/* The map's article of the same text, best of the same id; one without text must have the same address and title. A detached excerpt
 * needs the editions of its own article, so with one of those only the same id will do. */
static const EntArticle *
same_article (EntMap *map, const EntArticle *article)
{
  const EntArticle *same = ent_map_article (map, article->id);

  if (same != NULL && is_same_article (article, same))
    return same;
  if (ent_anchor_count_detached (article) > 0)
    return NULL;
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    if (is_same_article (article, ent_map_nth (map, ENT_LIST_ARTICLES, i)))
      return ent_map_nth (map, ENT_LIST_ARTICLES, i);
  return NULL;
}

static const EntExcerpt *
same_excerpt (const EntArticle *article, const EntExcerpt *excerpt)
{
  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *other = (EntExcerpt *) article->excerpts->items[i];

      if (other->start == excerpt->start && other->end == excerpt->end && strcmp (other->exact, excerpt->exact) == 0)
        return other;
    }
  return NULL;
}

static EntRecord *
excerpt_with_id (const EntExcerpt *excerpt, const char *id)
{
  EntExcerpt *copy = (EntExcerpt *) ent_record_copy (&excerpt->record);

  ent_record_set_string (&copy->id, id);
  return &copy->record;
}

/* Adds those excerpts of @article that the map's article @into has not. */
static void
paste_excerpts (Paste *paste, const EntArticle *article, const char *into)
{
  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (EntExcerpt *) article->excerpts->items[i], *same;
      const EntArticle *now = ent_map_article (paste->map, into);
      g_autofree char *id = NULL;
      g_autoptr (EntRecords) list = NULL;
      EntArticle *copy;

      same = same_excerpt (now, excerpt);
      if (same != NULL)
        {
          map_id (paste, excerpt->id, same->id);
          continue;
        }
      id = id_like (paste->map, excerpt->id, "x");
      map_id (paste, excerpt->id, id);
      list = ent_records_insert (now->excerpts, ent_records_n (now->excerpts), excerpt_with_id (excerpt, id));
      copy = (EntArticle *) ent_record_copy (&now->record);
      ent_record_set_records (&copy->excerpts, list);
      ent_edit_put (paste->map, into, copy);
    }
}

static void
paste_article (Paste *paste, const EntArticle *article)
{
  const EntArticle *same = same_article (paste->map, article);
  g_autofree char *id = same != NULL ? g_strdup (same->id) : id_like (paste->map, article->id, NULL);

  map_id (paste, article->id, id);
  if (same == NULL)
    {
      EntArticle *copy = (EntArticle *) ent_record_copy (&article->record);

      ent_record_set_string (&copy->id, id);
      ent_record_set_records (&copy->excerpts, NULL);
      ent_map_insert (paste->map, ENT_LIST_ARTICLES, -1, copy);
    }
  paste_excerpts (paste, article, id);
}

static void
shift (EntPosition **slot, EntPoint offset)
{
  if (*slot != NULL)
    ent_edit_set_place (slot, ent_point (CLAMP ((*slot)->x + offset.x, -1e9, 1e9), CLAMP ((*slot)->y + offset.y, -1e9, 1e9)));
}

/* Puts @copy (taken) at the end of @list as @id, and remembers it for the caller. */
static void
insert (Paste *paste, EntListId list, const char *from, const char *id, gpointer copy)
{
  map_id (paste, from, id);
  ent_record_set_string (ent_record_slot (copy, 0), id);
  ent_map_insert (paste->map, list, -1, copy);
  g_ptr_array_add (paste->made, g_strdup (id));
}

static void
paste_actor (Paste *paste, const EntActor *actor)
{
  g_autofree char *id = NULL;
  EntActor *copy;

  if (g_hash_table_contains (paste->ids, actor->id))
    return; /* stays itself */
  id = ent_map_new_id_from_name (paste->map, actor->name);
  copy = (EntActor *) ent_record_copy (&actor->record);
  if (g_hash_table_contains (paste->kinds, actor->kind))
    ent_record_set_string (&copy->kind, g_hash_table_lookup (paste->kinds, actor->kind));
  ent_record_set_records (&copy->merged, NULL);
  shift (&copy->position, paste->offset);
  insert (paste, ENT_LIST_ACTORS, actor->id, id, copy);
}

static void
paste_relation (Paste *paste, const EntRelation *relation)
{
  g_autofree char *id = ent_map_new_id (paste->map, "r");
  EntRelation *copy = (EntRelation *) ent_record_copy (&relation->record);
  g_autofree EntRecord **items = g_new (EntRecord *, ent_records_n (relation->evidence));
  g_autoptr (EntRecords) evidence = NULL;

  ent_record_set_string (&copy->source, mapped (paste, relation->source));
  ent_record_set_string (&copy->target, mapped (paste, relation->target));
  ent_record_set_string (&copy->reporter, mapped (paste, relation->reporter));
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      items[i] = ent_record_copy (relation->evidence->items[i]);
      ent_record_set_string (&((EntEvidence *) items[i])->excerpt, mapped (paste, ((EntEvidence *) items[i])->excerpt));
    }
  evidence = ent_records_new_take (items, ent_records_n (relation->evidence));
  ent_record_set_records (&copy->evidence, evidence);
  insert (paste, ENT_LIST_RELATIONS, relation->id, id, copy);
}

static void
paste_group (Paste *paste, const EntGroup *group)
{
  g_autofree char *id = ent_map_new_id (paste->map, "g");
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  EntGroup *copy = (EntGroup *) ent_record_copy (&group->record);

  for (guint i = 0; i < ent_strings_n (group->members); i++)
    {
      const char *member = mapped (paste, group->members->items[i]);

      g_ptr_array_add (members, (gpointer) member);
      /* An actor that stays itself is in the group that is copied, too. */
      if (strcmp (member, group->members->items[i]) == 0)
        copy->collapsed = FALSE;
    }
  ent_strings_unref (copy->members);
  copy->members = ent_strings_new ((const char *const *) members->pdata, members->len);
  shift (&copy->position, paste->offset);
  insert (paste, ENT_LIST_GROUPS, group->id, id, copy);
}

static void
paste_caption (Paste *paste, const EntCaption *caption)
{
  g_autofree char *id = ent_map_new_id (paste->map, "c");
  EntCaption *copy = (EntCaption *) ent_record_copy (&caption->record);

  shift (&copy->position, paste->offset);
  insert (paste, ENT_LIST_CAPTIONS, caption->id, id, copy);
}

static void
paste_list (Paste *paste, EntListId list)
{
  for (guint i = 0; i < ent_records_n (paste->clip->lists[list]); i++)
    {
      gconstpointer record = paste->clip->lists[list]->items[i];

      switch (list)
        {
        case ENT_LIST_KINDS:
          paste_kind (paste, record);
          break;
        case ENT_LIST_ARTICLES:
          paste_article (paste, record);
          break;
        case ENT_LIST_ACTORS:
          paste_actor (paste, record);
          break;
        case ENT_LIST_RELATIONS:
          paste_relation (paste, record);
          break;
        case ENT_LIST_GROUPS:
          paste_group (paste, record);
          break;
        case ENT_LIST_CAPTIONS:
          paste_caption (paste, record);
          break;
        case ENT_LIST_STORY:
        case ENT_N_LISTS:
          break;
        }
    }
}

/* "Paste China", "Paste 3 Actors". */
static char *
label_of (Paste *paste, const char *verb)
{
  guint n = 0, actors = ent_records_n (paste->clip->lists[ENT_LIST_ACTORS]);
  const EntRecord *only = NULL;

  for (EntListId list = ENT_LIST_ACTORS; list < ENT_N_LISTS; list++)
    for (guint i = 0; list != ENT_LIST_ARTICLES && i < ent_records_n (paste->clip->lists[list]); i++)
      if (list != ENT_LIST_ACTORS || !g_hash_table_contains (paste->ids, ent_record_id (paste->clip->lists[list]->items[i])))
        {
          only = paste->clip->lists[list]->items[i];
          n++;
        }
      else
        actors--;
  if (n == 1)
    {
      g_autofree char *name = ent_edit_name_of (paste->map, only);

      return ent_edit_label_for (verb, name);
    }
  return actors > 1 ? g_strdup_printf ("%s %u Actors", verb, actors) : g_strdup_printf ("%s %u Things", verb, n);
}

/* @staying: actors of the clip that are the map's own and are not copied. */
static char **
paste_clip (EntMap *map, const EntSnapshot *clip, EntPoint offset, const char *verb, GPtrArray *staying, GError **error)
{
  static const EntListId order[] = { ENT_LIST_KINDS, ENT_LIST_ARTICLES, ENT_LIST_ACTORS, ENT_LIST_RELATIONS, ENT_LIST_GROUPS,
                                     ENT_LIST_CAPTIONS };
  Paste paste = { .map = map, .clip = clip, .offset = offset };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *label = NULL;

  if (!ent_edit_is_place (offset, error))
    return NULL;
  paste.ids = ids;
  paste.kinds = kinds;
  paste.made = made;
  for (guint i = 0; i < staying->len; i++)
    map_id (&paste, g_ptr_array_index (staying, i), g_ptr_array_index (staying, i));
  label = label_of (&paste, verb);
  ent_map_begin (map, label, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    paste_list (&paste, order[i]);
  if (!ent_map_commit (map, error))
    return NULL;
  g_ptr_array_add (made, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&made), FALSE);
}

char **
ent_clip_paste (EntMap *map, const EntSnapshot *clip, EntPoint offset, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return paste_clip (map, clip, offset, "Paste", none, error);
}

char **
ent_edit_duplicate (EntMap *map, const char *const *ids, guint n, EntPoint offset, GError **error)
{
  g_autoptr (EntSnapshot) clip = NULL;
  g_autoptr (GHashTable) copied = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) staying = g_ptr_array_new (), all = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      if (ent_map_find (map, ids[i]) == NULL)
        return ent_edit_no_such (error, "thing", ids[i]), NULL;
      g_hash_table_add (copied, (gpointer) ids[i]);
      g_ptr_array_add (all, (gpointer) ids[i]);
    }
  /* The relations among the actors that are copied, and no others among ends that stay. */
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_RELATIONS); i++)
    {
      const EntRelation *relation = ent_map_nth (map, ENT_LIST_RELATIONS, i);

      if (g_hash_table_contains (copied, relation->id)
          || (g_hash_table_contains (copied, relation->source) && g_hash_table_contains (copied, relation->target)))
        g_ptr_array_add (all, relation->id);
    }
  clip = ent_clip_cut_out (map, (const char *const *) all->pdata, all->len, FALSE, TRUE);
  for (guint i = 0; i < ent_records_n (clip->lists[ENT_LIST_ACTORS]); i++)
    {
      const char *id = ent_record_id (clip->lists[ENT_LIST_ACTORS]->items[i]);

      if (!g_hash_table_contains (copied, id))
        g_ptr_array_add (staying, (gpointer) id);
    }
  return paste_clip (map, clip, offset, "Duplicate", staying, error);
}
