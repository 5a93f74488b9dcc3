/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-edits: milliseconds of processor time of single edits, their undo and redo on a map of 10,000 actors, 30,000 relations and
 * 100 articles of 300 excerpts, one of each kind of edit, while somebody else holds a snapshot of it and its index (as canvas and savers do, so that they are copied);
 * and what 1,000 undo steps hold, beside the map. Median and longest of ROUNDS. Exit status 1 where an edit and its undo together
 * take longer than a frame of 16 ms (median), or the steps over a tenth of the map. */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ent-clip.h"
#include "ent-edit-delete.h"
#include "ent-edit-field.h"
#include "ent-edit-merge.h"
#include "ent-edit-proof.h"
#include "ent-edit-things.h"
#include "ent-edit.h"
#include "ent-history.h"
#include "ent-map-index.h"

#define ACTORS 10000
#define RELATIONS 30000
#define ARTICLES 100
#define EXCERPTS 300 /* of each article */
#define ROUNDS 15
#define FRAME_MS 16.0
#define STEPS 1000

static double
now_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

static EntRecord *
make_actor (guint i)
{
  EntActor *actor = (EntActor *) ent_record_new (&ent_actor_type);
  g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor number %u", i);
  const char *alias[] = { name };

  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, name);
  ent_record_set_string (&actor->kind, "organization");
  actor->aliases = ent_strings_new (alias, 1);
  actor->position = (EntPosition *) ent_position_new (i % 100 * 260, i / 100 * 150);
  return &actor->record;
}

static EntRecord *
make_article (guint i)
{
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *id = g_strdup_printf ("article%u", i), *sha256 = NULL;
  EntRecord *items[EXCERPTS];

  ent_record_set_string (&article->id, id);
  for (guint j = 0; j < EXCERPTS; j++)
    {
      EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
      g_autofree char *excerpt_id = g_strdup_printf ("x%u", i * EXCERPTS + j),
                      *quote = g_strdup_printf ("Sentence %u of article %u says something.", j, i);

      ent_record_set_string (&excerpt->id, excerpt_id);
      ent_record_set_string (&excerpt->exact, quote);
      excerpt->start = (gint64) text->len;
      excerpt->end = (gint64) (text->len + strlen (quote));
      g_string_append_printf (text, "%s ", quote);
      items[j] = &excerpt->record;
    }
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
  ent_record_set_string (&article->text, text->str);
  ent_record_set_string (&article->sha256, sha256);
  article->excerpts = ent_records_new_take (items, EXCERPTS);
  return &article->record;
}

static EntRecord *
make_relation (guint i, GRand *rand)
{
  EntRelation *relation = (EntRelation *) ent_record_new (&ent_relation_type);
  EntEvidence *evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
  EntRecord *items[] = { &evidence->record };
  g_autofree char *id = g_strdup_printf ("r%u", i + 1), *source = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, ACTORS)),
                  *target = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, ACTORS)),
                  *excerpt = g_strdup_printf ("x%u", i % (ARTICLES * EXCERPTS));

  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  ent_record_set_string (&relation->label, "works together with");
  ent_record_set_string (&relation->kind, "cooperate");
  ent_record_set_string (&evidence->excerpt, excerpt);
  relation->evidence = ent_records_new_take (items, 1);
  return &relation->record;
}

static EntMap *
make_map (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree EntRecord **items = g_new (EntRecord *, RELATIONS);
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntHead *head = (EntHead *) ent_record_new (&ent_head_type);
  g_autoptr (EntSnapshot) snapshot = NULL;

  head->version = ENT_MAP_VERSION;
  for (guint i = 0; i < ACTORS; i++)
    items[i] = make_actor (i);
  lists[ENT_LIST_ACTORS] = ent_records_new_take (items, ACTORS);
  for (guint i = 0; i < ARTICLES; i++)
    items[i] = make_article (i);
  lists[ENT_LIST_ARTICLES] = ent_records_new_take (items, ARTICLES);
  for (guint i = 0; i < RELATIONS; i++)
    items[i] = make_relation (i, rand);
  lists[ENT_LIST_RELATIONS] = ent_records_new_take (items, RELATIONS);
  snapshot = ent_snapshot_new_take (head, lists);
  return ent_map_new_from_snapshot (snapshot);
}

/* --- The edits; @i tells the rounds apart --- */

static const char *
actor_id (guint i)
{
  static char id[16];

  g_snprintf (id, sizeof id, "a%u", i * 131 % ACTORS);
  return id;
}

static gboolean
done (char *id)
{
  g_free (id);
  return id != NULL;
}

static gboolean
rename_actor (EntMap *map, guint i)
{
  g_autofree char *name = g_strdup_printf ("Name %u", i);

  return ent_edit_set_field (map, actor_id (i), "name", ent_value_string (name), NULL);
}

static gboolean
move_actor (EntMap *map, guint i)
{
  const char *id = actor_id (i);
  EntPoint place = { -1.0 - i, 5 };

  return ent_edit_move_actors (map, &id, &place, 1, FALSE, NULL);
}

static gboolean
move_all (EntMap *map, guint i)
{
  static char ids[ACTORS][8];
  static const char *pointers[ACTORS];
  static EntPoint places[ACTORS];

  for (guint j = 0; j < ACTORS; j++)
    {
      g_snprintf (ids[j], sizeof ids[j], "a%u", j);
      pointers[j] = ids[j];
      places[j] = ent_point (j + i, j);
    }
  return ent_edit_arrange_actors (map, "Arrange", pointers, places, ACTORS, NULL);
}

static gboolean
add_actor (EntMap *map, guint i)
{
  return done (ent_edit_add_actor (map, "New", "person", ent_point (0, 0), NULL));
}

static gboolean
delete_actor (EntMap *map, guint i)
{
  const char *id = actor_id (i);

  return ent_edit_delete (map, &id, 1, NULL);
}

static gboolean
delete_100 (EntMap *map, guint i)
{
  char ids[100][8];
  const char *pointers[100];

  for (guint j = 0; j < 100; j++)
    {
      g_snprintf (ids[j], sizeof ids[j], "a%u", (i * 131 + j * 97) % ACTORS);
      pointers[j] = ids[j];
    }
  return ent_edit_delete (map, pointers, 100, NULL);
}

static gboolean
add_relation (EntMap *map, guint i)
{
  return done (ent_edit_add_relation (map, actor_id (i), "a1", "knows", NULL));
}

static gboolean
set_stance (EntMap *map, guint i)
{
  g_autofree char *id = g_strdup_printf ("r%u", i * 1009 % RELATIONS + 1);

  return ent_edit_set_field (map, id, "stance", ent_value_string ("conflictual"), NULL);
}

static gboolean
delete_relation (EntMap *map, guint i)
{
  g_autofree char *id = g_strdup_printf ("r%u", i * 1009 % RELATIONS + 1);
  const char *one = id;

  return ent_edit_delete (map, &one, 1, NULL);
}

static gboolean
add_evidence (EntMap *map, guint i)
{
  return done (ent_edit_add_evidence (map, "r5", "article3", i, i + 20, ENT_ROLE_SUPPORTS, NULL));
}

static gboolean
delete_excerpt (EntMap *map, guint i)
{
  g_autofree char *id = g_strdup_printf ("x%u", i * 1009 % (ARTICLES * EXCERPTS));
  const char *one = id;

  return ent_edit_delete (map, &one, 1, NULL);
}

static gboolean
delete_article (EntMap *map, guint i)
{
  g_autofree char *id = g_strdup_printf ("article%u", i);
  const char *one = id;

  return ent_edit_delete (map, &one, 1, NULL);
}

static gboolean
merge (EntMap *map, guint i)
{
  const char *one = "a9999";

  return ent_edit_merge_actors (map, actor_id (i), &one, 1, NULL);
}

static gboolean
duplicate (EntMap *map, guint i)
{
  const char *one = actor_id (i);
  char **ids = ent_edit_duplicate (map, &one, 1, ent_point (10, 10), NULL);

  g_strfreev (ids);
  return ids != NULL;
}

/* What the map has besides, for the edits of it: set by furnish(). */
static char *own_kind, *group, *caption, *first_step, *more_evidence;

/* An own kind, a group of 20 actors, a caption, a story of 20 steps, two excerpts of one relation and an actor merged of two. */
static void
furnish (EntMap *map)
{
  char ids[20][16];
  const char *pointers[20], *merged = "a9998";

  for (guint i = 0; i < 20; i++)
    {
      g_snprintf (ids[i], sizeof ids[i], "a%u", i * 7 + 200);
      pointers[i] = ids[i];
    }
  own_kind = ent_edit_add_kind (map, "Ministry", "", "#102030", NULL);
  group = ent_edit_add_group (map, "Twenty", pointers, 20, NULL);
  caption = ent_edit_add_caption (map, "Both sides", ent_point (10, 10), NULL);
  for (guint i = 0; i < 20; i++)
    {
      char *id = ent_edit_add_step (map, "Step", -1, pointers, i, NULL, NULL);

      if (i == 0)
        first_step = id;
      else
        g_free (id);
    }
  more_evidence = ent_edit_add_evidence (map, "r7", "article5", 3, 40, ENT_ROLE_SUPPORTS, NULL);
  g_assert_true (ent_edit_merge_actors (map, "a9997", &merged, 1, NULL));
}

static gboolean
set_title (EntMap *map, guint i)
{
  g_autofree char *title = g_strdup_printf ("Title %u", i);

  return ent_edit_set_title (map, title, NULL);
}

static gboolean
set_opening_view (EntMap *map, guint i)
{
  g_autoptr (EntRecord) view = ent_view_new (i, 2, 1.5);

  return ent_edit_set_field (map, "", "view", ent_value_record (view), NULL);
}

static gboolean
pin (EntMap *map, guint i)
{
  const char *one = actor_id (i);

  return ent_edit_set_pinned (map, &one, 1, TRUE, NULL);
}

static gboolean
set_own_kind (EntMap *map, guint i)
{
  return ent_edit_set_field (map, actor_id (i), "kind", ent_value_string (own_kind), NULL);
}

static gboolean
swap_ends (EntMap *map, guint i)
{
  g_autofree char *id = g_strdup_printf ("r%u", i * 1009 % RELATIONS + 1);

  return ent_edit_swap_ends (map, id, NULL);
}

static gboolean
set_source (EntMap *map, guint i)
{
  g_autofree char *id = g_strdup_printf ("r%u", i * 1009 % RELATIONS + 1);

  return ent_edit_set_field (map, id, "source", ent_value_string (actor_id (i + 3)), NULL);
}

static gboolean
evidence_role (EntMap *map, guint i)
{
  return ent_edit_set_evidence_role (map, "r7", more_evidence, ENT_ROLE_DISPUTES, NULL);
}

static gboolean
evidence_note (EntMap *map, guint i)
{
  return ent_edit_set_evidence_note (map, "r7", more_evidence, "Said twice", NULL);
}

static gboolean
move_evidence (EntMap *map, guint i)
{
  return ent_edit_move_evidence (map, "r7", 0, 1, NULL);
}

static gboolean
remove_evidence (EntMap *map, guint i)
{
  return ent_edit_remove_evidence (map, "r7", more_evidence, NULL);
}

static gboolean
add_excerpt (EntMap *map, guint i)
{
  return done (ent_edit_add_excerpt (map, "article4", i + 1, i + 31, NULL));
}

static gboolean
move_excerpt (EntMap *map, guint i)
{
  return ent_edit_move_excerpt (map, more_evidence, i + 5, i + 50, NULL);
}

static gboolean
grade_excerpt (EntMap *map, guint i)
{
  return ent_edit_set_field (map, more_evidence, "credibility", ent_value_string ("2"), NULL);
}

static gboolean
add_article (EntMap *map, guint i)
{
  return done (ent_edit_add_article (map, "News", "A text of its own.", NULL));
}

static gboolean
rename_article (EntMap *map, guint i)
{
  g_autofree char *title = g_strdup_printf ("Title %u", i);

  return ent_edit_set_field (map, "article6", "title", ent_value_string (title), NULL);
}

static gboolean
split (EntMap *map, guint i)
{
  return ent_edit_split_actor (map, "a9997", "a9998", NULL);
}

static gboolean
add_kind (EntMap *map, guint i)
{
  return done (ent_edit_add_kind (map, "Firm", "", "", NULL));
}

static gboolean
add_group (EntMap *map, guint i)
{
  const char *ids[] = { "a1", "a2", "a3" };

  return done (ent_edit_add_group (map, "Three", ids, 3, NULL));
}

static gboolean
add_member (EntMap *map, guint i)
{
  const char *one = actor_id (i + 1);

  return ent_edit_add_members (map, group, &one, 1, NULL);
}

static gboolean
remove_member (EntMap *map, guint i)
{
  const char *one = "a200";

  return ent_edit_remove_members (map, group, &one, 1, NULL);
}

static gboolean
collapse (EntMap *map, guint i)
{
  return ent_edit_collapse_group (map, group, TRUE, ent_point (i, i), NULL);
}

static gboolean
add_caption (EntMap *map, guint i)
{
  return done (ent_edit_add_caption (map, "Here", ent_point (i, i), NULL));
}

static gboolean
move_caption (EntMap *map, guint i)
{
  const char *one = caption;
  EntPoint place = ent_point (50 + i, 60);

  return ent_edit_move_things (map, &one, &place, 1, FALSE, NULL);
}

static gboolean
delete_thing (EntMap *map, const char *id)
{
  return ent_edit_delete (map, &id, 1, NULL);
}

static gboolean
delete_kind (EntMap *map, guint i)
{
  return delete_thing (map, own_kind);
}

static gboolean
delete_group (EntMap *map, guint i)
{
  return delete_thing (map, group);
}

static gboolean
delete_caption (EntMap *map, guint i)
{
  return delete_thing (map, caption);
}

static gboolean
add_step (EntMap *map, guint i)
{
  const char *focus = actor_id (i);
  g_autoptr (EntRecord) view = ent_view_new (1, 2, 3);

  return done (ent_edit_add_step (map, "New", 3, &focus, 1, (EntView *) view, NULL));
}

static gboolean
write_step (EntMap *map, guint i)
{
  g_autofree char *text = g_strdup_printf ("Text %u", i);

  return ent_edit_set_field (map, first_step, "text", ent_value_string (text), NULL);
}

static gboolean
move_step (EntMap *map, guint i)
{
  return ent_edit_move_step (map, 0, 1 + i % 19, NULL);
}

static gboolean
delete_step (EntMap *map, guint i)
{
  return ent_edit_delete_step (map, i % 20, NULL);
}

static const struct
{
  const char *name;
  gboolean (*run) (EntMap *map, guint i);
  gboolean single; /* held to the frame */
} edits[] = {
  { "rename an actor", rename_actor, TRUE },
  { "move an actor", move_actor, TRUE },
  { "move all actors", move_all, FALSE },
  { "add an actor", add_actor, TRUE },
  { "delete an actor", delete_actor, TRUE },
  { "delete 100 actors", delete_100, FALSE },
  { "add a relation", add_relation, TRUE },
  { "set a stance", set_stance, TRUE },
  { "delete a relation", delete_relation, TRUE },
  { "add evidence", add_evidence, TRUE },
  { "delete an excerpt", delete_excerpt, TRUE },
  { "delete an article", delete_article, TRUE },
  { "merge two actors", merge, TRUE },
  { "duplicate an actor", duplicate, TRUE },
  { "set the title", set_title, TRUE },
  { "set opening view", set_opening_view, TRUE },
  { "pin an actor", pin, TRUE },
  { "give an own kind", set_own_kind, TRUE },
  { "split an actor", split, TRUE },
  { "swap ends", swap_ends, TRUE },
  { "set a source", set_source, TRUE },
  { "role of evidence", evidence_role, TRUE },
  { "note on evidence", evidence_note, TRUE },
  { "move evidence", move_evidence, TRUE },
  { "remove evidence", remove_evidence, TRUE },
  { "add an excerpt", add_excerpt, TRUE },
  { "move an excerpt", move_excerpt, TRUE },
  { "grade an excerpt", grade_excerpt, TRUE },
  { "add an article", add_article, TRUE },
  { "rename an article", rename_article, TRUE },
  { "add a kind", add_kind, TRUE },
  { "delete a kind", delete_kind, TRUE },
  { "add a group", add_group, TRUE },
  { "add a member", add_member, TRUE },
  { "remove a member", remove_member, TRUE },
  { "collapse a group", collapse, TRUE },
  { "delete a group", delete_group, TRUE },
  { "add a caption", add_caption, TRUE },
  { "move a caption", move_caption, TRUE },
  { "delete a caption", delete_caption, TRUE },
  { "add a story step", add_step, TRUE },
  { "write a story step", write_step, TRUE },
  { "move a story step", move_step, TRUE },
  { "delete a story step", delete_step, TRUE },
};

static int
by_size (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static gboolean
bench_one (EntMap *map, EntHistory *history, guint e)
{
  double edit[ROUNDS], undo[ROUNDS], both[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (EntSnapshot) held = ent_map_snapshot (map), held_after = NULL;
      g_autoptr (EntMapIndex) index = ent_map_index_ref (ent_map_peek_index (map)), index_after = NULL;
      double start = now_ms ();

      if (!edits[e].run (map, i))
        g_error ("%s was refused", edits[e].name);
      index_after = ent_map_index_ref (ent_map_peek_index (map));
      edit[i] = now_ms () - start;
      g_assert_nonnull (held); /* a save under way holds the state before */
      g_assert_nonnull (index);
      held_after = ent_map_snapshot (map);
      start = now_ms ();
      ent_history_undo (history);
      ent_map_peek_index (map);
      undo[i] = now_ms () - start;
      both[i] = edit[i] + undo[i];
    }
  qsort (edit, ROUNDS, sizeof *edit, by_size);
  qsort (undo, ROUNDS, sizeof *undo, by_size);
  qsort (both, ROUNDS, sizeof *both, by_size);
  printf ("%-20s edit %6.2f ms (longest %6.2f)   undo %6.2f ms (longest %6.2f)\n", edits[e].name, edit[ROUNDS / 2], edit[ROUNDS - 1],
          undo[ROUNDS / 2], undo[ROUNDS - 1]);
  return !edits[e].single || both[ROUNDS / 2] < FRAME_MS;
}

/* Bytes in use of the allocator. */
static double
in_use (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd);
}

int
main (int argc, char **argv)
{
  double empty = in_use (), full, start = now_ms (), share;
  EntMap *map = make_map ();
  EntHistory *history;
  gboolean good = TRUE;

  furnish (map);
  history = ent_history_new (map);
  full = in_use ();
  printf ("%u actors, %u relations, %u excerpts: %.1f MB, made in %.0f ms\n", ACTORS, RELATIONS, ARTICLES * EXCERPTS, (full - empty) / 1e6,
          now_ms () - start);
  for (guint e = 0; e < G_N_ELEMENTS (edits); e++)
    good &= bench_one (map, history, e);
  start = now_ms ();
  ent_map_index_unref (ent_map_index_new (ent_map_peek (map)));
  printf ("the index of who is joined with whom, made anew: %.2f ms\n", now_ms () - start);
  rename_actor (map, 0); /* forgets what was undone */
  start = in_use ();
  for (guint i = 0; i < STEPS; i++)
    {
      static gboolean (*const often[]) (EntMap *, guint) = { rename_actor, move_actor, set_stance, add_relation, delete_relation };

      ent_history_break_merge (history);
      often[i % G_N_ELEMENTS (often)](map, i + 1);
    }
  share = (in_use () - start) / (full - empty);
  printf ("%u steps: %.2f MB, %.1f %% of the map\n", ent_history_get_n_steps (history), (in_use () - start) / 1e6, share * 100);
  good &= share < 0.1;
  g_object_unref (history);
  g_object_unref (map);
  g_free (own_kind);
  g_free (group);
  g_free (caption);
  g_free (first_step);
  g_free (more_evidence);
  printf ("%s\n", good ? "good" : "too slow or too large");
  return good ? 0 : 1;
}
