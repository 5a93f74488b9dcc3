/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: what is found in which script, in which order, where; in a thread; cancelled; and against a plain look through all names. */
#include <string.h>

#include "ent-fold.h"
#include "ent-search.h"

static EntRecord *
actor (const char *id, const char *name, const char *const *aliases, guint n)
{
  EntActor *self = (EntActor *) ent_record_new (&ent_actor_type);

  ent_record_set_string (&self->id, id);
  ent_record_set_string (&self->name, name);
  self->aliases = ent_strings_new (aliases, n);
  return &self->record;
}

static EntRecord *
relation (const char *id, const char *source, const char *label, const char *target)
{
  EntRelation *self = (EntRelation *) ent_record_new (&ent_relation_type);

  ent_record_set_string (&self->id, id);
  ent_record_set_string (&self->source, source);
  ent_record_set_string (&self->target, target);
  ent_record_set_string (&self->label, label);
  return &self->record;
}

static EntRecord *
article (const char *id, const char *title, const char *text, gint64 start, gint64 end)
{
  EntArticle *self = (EntArticle *) ent_record_new (&ent_article_type);
  EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
  g_autofree char *exact = g_utf8_substring (text, start, end), *excerpt_id = g_strconcat ("x-", id, NULL);
  EntRecord *items[] = { &excerpt->record };

  ent_record_set_string (&self->id, id);
  ent_record_set_string (&self->title, title);
  ent_record_set_string (&self->text, text);
  ent_record_set_string (&excerpt->id, excerpt_id);
  ent_record_set_string (&excerpt->exact, exact);
  excerpt->start = start;
  excerpt->end = end;
  self->excerpts = ent_records_new_take (items, 1);
  return &self->record;
}

static EntRecord *
group (const char *id, const char *name)
{
  EntGroup *self = (EntGroup *) ent_record_new (&ent_group_type);

  ent_record_set_string (&self->id, id);
  ent_record_set_string (&self->name, name);
  return &self->record;
}

static EntSearch *
search_new (void)
{
  static const char *const china[] = { "Beijing", "Chinese", "中国", "中华人民共和国" }, *const korea[] = { "Pyongyang", "조선" };
  EntRecord *actors[] = {
    actor ("indochina", "Indochina", NULL, 0),      actor ("china", "China", china, 4),
    actor ("club", "The China Club", NULL, 0),      actor ("chinatown", "Chinatown", NULL, 0),
    actor ("erdogan", "Recep Tayyip Erdoğan", NULL, 0), actor ("kim", "Ким Чен Ын", NULL, 0),
    actor ("korea", "North Korea", korea, 2),       actor ("xi", "习近平", NULL, 0),
    actor ("sisi", "عبد الفتاح السيسي", NULL, 0),   actor ("strasse", "Straße GmbH", NULL, 0),
    actor ("walesa", "Lech Wałęsa", NULL, 0),       actor ("modi", "नरेन्द्र मोदी", NULL, 0),
  };
  EntRecord *relations[] = {
    relation ("r1", "china", "exports oil to", "korea"), relation ("r2", "korea", "thanks", "china"),
    relation ("r3", "xi", "meets", "kim"),               relation ("r4", "club", "oils", "xi"),
  };
  EntRecord *articles[] = {
    article ("a1", "Oil for the North", "First. China’s oil\nflows to Pyongyang. More oil, and oil again.", 7, 20),
    article ("a2", "Nothing", "Le café d’Ankara a fermé.", 0, 7),
  };
  EntRecord *groups[] = { group ("g1", "Oil states") };
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntHead *head = (EntHead *) ent_record_new (&ent_head_type);
  g_autoptr (EntSnapshot) snapshot = NULL;
  g_autoptr (EntMapIndex) index = NULL;

  lists[ENT_LIST_ACTORS] = ent_records_new_take (actors, G_N_ELEMENTS (actors));
  lists[ENT_LIST_RELATIONS] = ent_records_new_take (relations, G_N_ELEMENTS (relations));
  lists[ENT_LIST_ARTICLES] = ent_records_new_take (articles, G_N_ELEMENTS (articles));
  lists[ENT_LIST_GROUPS] = ent_records_new_take (groups, G_N_ELEMENTS (groups));
  snapshot = ent_snapshot_new_take (head, lists);
  index = ent_map_index_new (snapshot);
  return ent_search_new (index, NULL);
}

/* The ids that are found, best first, with blanks between. */
static char *
ids (EntSearch *search, EntSearchSection section, const char *question)
{
  g_autoptr (EntFoundSection) answer = ent_search_section (search, section, question, 50, NULL);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < answer->found->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "", g_array_index (answer->found, EntFound, i).id);
  g_assert_cmpuint (answer->total, >=, answer->found->len);
  return g_string_free (all, FALSE);
}

static void
assert_found (EntSearch *search, EntSearchSection section, const char *question, const char *expected)
{
  g_autofree char *got = ids (search, section, question);

  g_test_message ("%s", question);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_scripts (void)
{
  static const char *const table[][2] = {
    { "Erdogan", "erdogan" }, { "ERDOĞAN", "erdogan" }, { "erdoğan tayyip", "erdogan" }, { "КИМ", "kim" },     { "ким ын", "kim" },
    { "中国", "china" },      { "人民", "china" },      { "近平", "xi" },                { "조선", "korea" },  { "السيسي", "sisi" },
    { "عَبْد", "sisi" },        { "strasse", "strasse" }, { "walesa", "walesa" },          { "मोदी", "modi" },    { "مرحبا", "" },
    { "  north   KOREA ", "korea" },
  };
  g_autoptr (EntSearch) search = search_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    assert_found (search, ENT_SEARCH_ACTORS, table[i][0], table[i][1]);
  /* Marks that make another letter count. */
  assert_found (search, ENT_SEARCH_ACTORS, "मदी", "");
}

static void
test_ranking (void)
{
  g_autoptr (EntSearch) search = search_new ();

  /* Exactly that, then beginnings, then beginnings of words, then inside. */
  assert_found (search, ENT_SEARCH_ACTORS, "china", "china chinatown club indochina");
  /* By an alias; each actor once. */
  assert_found (search, ENT_SEARCH_ACTORS, "chin", "china chinatown club indochina");
  assert_found (search, ENT_SEARCH_ACTORS, "beij", "china");
  /* Equal but for what they are connected with. */
  assert_found (search, ENT_SEARCH_ACTORS, "o", "korea indochina chinatown erdogan");
  assert_found (search, ENT_SEARCH_ACTORS, "   ", "");
}

static void
test_relations (void)
{
  g_autoptr (EntSearch) search = search_new ();

  assert_found (search, ENT_SEARCH_RELATIONS, "oil", "r4 r1");
  assert_found (search, ENT_SEARCH_RELATIONS, "china oil", "r1 r4");
  assert_found (search, ENT_SEARCH_RELATIONS, "pyongyang oil", "r1");
  assert_found (search, ENT_SEARCH_RELATIONS, "oil exports", "r1");
  assert_found (search, ENT_SEARCH_RELATIONS, "meets 习近平 ким", "r3");
  /* A name alone is the actor's. */
  assert_found (search, ENT_SEARCH_RELATIONS, "china", "");
  assert_found (search, ENT_SEARCH_RELATIONS, "china thanks gas", "");
}

static void
test_places (void)
{
  g_autoptr (EntSearch) search = search_new ();
  g_autoptr (EntFoundSection) articles = ent_search_section (search, ENT_SEARCH_ARTICLES, "oil", 50, NULL);
  g_autoptr (EntFoundSection) accents = ent_search_section (search, ENT_SEARCH_ARTICLES, "CAFE D'ANKARA", 50, NULL);
  const EntFound *found = (const EntFound *) articles->found->data;

  g_assert_cmpuint (articles->found->len, ==, 4); /* the title, and three in the text */
  g_assert_cmpuint (articles->total, ==, 4);
  g_assert_cmpint (found[0].start, ==, -1);
  for (guint i = 1; i < 4; i++)
    {
      g_autofree char *there = g_utf8_substring (found[i].text, found[i].start, found[i].end);

      g_assert_cmpstr (there, ==, "oil");
      g_assert_cmpint (found[i].start, >, found[i - 1].start);
    }
  found = (const EntFound *) accents->found->data;
  g_assert_cmpuint (accents->found->len, ==, 1);
  g_assert_cmpint (found->start, ==, 3);
  g_assert_cmpint (found->end, ==, 16);
  assert_found (search, ENT_SEARCH_EXCERPTS, "oil china's", "x-a1");
  assert_found (search, ENT_SEARCH_EXCERPTS, "china’s", "x-a1");
  assert_found (search, ENT_SEARCH_GROUND, "oil", "g1");
}

/* The text with its marks in brackets. */
static void
assert_marked (const char *text, const char *question, const char *expected)
{
  g_autoptr (GArray) marks = ent_search_marks (text, question);
  g_autoptr (GString) out = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      EntSearchMark mark = g_array_index (marks, EntSearchMark, i);

      g_string_append_len (out, text + at, mark.start - at);
      g_string_append_printf (out, "[%.*s]", (int) (mark.end - mark.start), text + mark.start);
      at = mark.end;
    }
  g_string_append (out, text + at);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_marks (void)
{
  assert_marked ("Recep Erdoğan", "ERDOGAN", "Recep [Erdoğan]");
  assert_marked ("Erdog\xcc\x86""an", "erdog", "[Erdog\xcc\x86]an");
  assert_marked ("China exports oil", "oil china", "[China] exports [oil]");
  assert_marked ("aaa", "a", "[a][a][a]");
  assert_marked ("Straße", "ss", "Stra[ß]e");
  assert_marked ("banana", "ana nan", "b[anan]a");
  assert_marked ("中华人民共和国", "人民", "中华[人民]共和国");
  assert_marked ("nothing", "zzz", "nothing");
}

static void
test_snippets (void)
{
  const char *text = "The first words of it all stand here. China has kept friendly\nrelations with its neighbour for many years, "
                     "whatever others may say about that, and more follows.";
  g_autofree char *snippet = ent_search_snippet (text, "friendly", -1, 60), *whole = ent_search_snippet ("Short  one", "one", -1, 60);
  g_autofree char *at = ent_search_snippet (text, "zzz", 130, 40), *nothing = ent_search_snippet ("", "a", -1, 20);

  g_assert_cmpstr (snippet, ==, "…here. China has kept friendly relations with its neighbour…");
  g_assert_cmpstr (whole, ==, "Short one");
  g_assert_true (g_str_has_prefix (at, "…") && g_str_has_suffix (at, "…"));
  g_assert_cmpint (g_utf8_strlen (at, -1), <, 52);
  g_assert_cmpstr (nothing, ==, "");
}

/* --- In a thread --- */

typedef struct
{
  GMainLoop *loop;
  GString *sections;
  GCancellable *cancel_at_first;
  gboolean cancelled;
} Told;

static void
on_told (EntFoundSection *section, gpointer data)
{
  Told *told = data;

  g_string_append_printf (told->sections, "%d:%u ", (int) section->section, section->total);
  if (told->cancel_at_first != NULL)
    g_cancellable_cancel (told->cancel_at_first);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Told *told = data;
  g_autoptr (GError) error = NULL;

  told->cancelled = !ent_search_finish (result, &error);
  if (told->cancelled)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_main_loop_quit (told->loop);
}

static void
ask (EntSearch *search, Told *told, GCancellable *cancellable)
{
  told->loop = g_main_loop_new (NULL, FALSE);
  told->sections = g_string_new (NULL);
  ent_search_async (search, "oil", 50, on_told, told, cancellable, on_done, told);
  g_main_loop_run (told->loop);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_main_loop_unref (told->loop);
}

static void
test_thread (void)
{
  g_autoptr (EntSearch) search = search_new ();
  Told told = { NULL };

  ent_search_prepare_async (search, NULL);
  ask (search, &told, NULL);
  g_assert_cmpstr (told.sections->str, ==, "1:2 2:1 3:1 4:4 ");
  g_assert_false (told.cancelled);
  g_string_free (told.sections, TRUE);
}

static void
test_cancel (void)
{
  g_autoptr (EntSearch) search = search_new ();
  g_autoptr (GCancellable) before = g_cancellable_new (), meanwhile = g_cancellable_new ();
  Told told = { NULL };

  g_cancellable_cancel (before);
  g_assert_null (ent_search_section (search, ENT_SEARCH_ACTORS, "china", 5, before));
  ask (search, &told, before);
  g_assert_true (told.cancelled);
  g_assert_cmpstr (told.sections->str, ==, "");
  g_string_free (told.sections, TRUE);
  /* Nothing is told after it. */
  told = (Told) { .cancel_at_first = meanwhile };
  ask (search, &told, meanwhile);
  g_assert_cmpstr (told.sections->str, ==, "1:2 ");
  g_string_free (told.sections, TRUE);
}

/* --- Many --- */

static void
test_random (void)
{
  static const char *const parts[] = { "an", "Ka", "é", "o", "na ", "中", "ß", "-", "ø", "Й" };

  for (guint round = 0; round < 30; round++)
    {
      EntRecord *actors[60];
      EntRecords *lists[ENT_N_LISTS] = { NULL };
      EntHead *head = (EntHead *) ent_record_new (&ent_head_type);
      g_autoptr (EntSnapshot) snapshot = NULL;
      g_autoptr (EntMapIndex) index = NULL;
      g_autoptr (EntSearch) search = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
        {
          g_autoptr (GString) name = g_string_new ("N");
          g_autofree char *id = g_strdup_printf ("a%u", i);

          for (gint k = g_test_rand_int_range (0, 6); k > 0; k--)
            g_string_append (name, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
          actors[i] = actor (id, name->str, NULL, 0);
        }
      lists[ENT_LIST_ACTORS] = ent_records_new_take (actors, G_N_ELEMENTS (actors));
      snapshot = ent_snapshot_new_take (head, lists);
      index = ent_map_index_new (snapshot);
      search = ent_search_new (index, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          g_autoptr (EntFoundSection) answer = ent_search_section (search, ENT_SEARCH_ACTORS, parts[i], 7, NULL);
          g_autofree char *needle = ent_fold_loosely (parts[i], NULL);
          guint n = 0;

          for (guint k = 0; k < G_N_ELEMENTS (actors); k++)
            {
              g_autofree char *name = ent_fold_loosely (((EntActor *) lists[ENT_LIST_ACTORS]->items[k])->name, NULL);

              n += strstr (name, g_strstrip (needle)) != NULL;
            }
          g_assert_cmpuint (answer->total, ==, n);
          g_assert_cmpuint (answer->found->len, ==, MIN (n, 7));
          for (guint k = 1; k < answer->found->len; k++)
            g_assert_cmpint (g_array_index (answer->found, EntFound, k - 1).match, <=, g_array_index (answer->found, EntFound, k).match);
        }
    }
}

/* What did not change is not read again, and what did is found. */
static void
test_renewed (void)
{
  g_autoptr (EntSearch) search = search_new (), after = NULL;
  g_autoptr (EntMap) map = ent_map_new_from_snapshot (ent_map_index_get_snapshot (ent_search_get_index (search)));

  assert_found (search, ENT_SEARCH_ACTORS, "atlantis", "");
  ent_map_begin (map, "Add", NULL);
  ent_map_insert (map, ENT_LIST_ACTORS, -1, actor ("atlantis", "Atlantis", NULL, 0));
  g_assert_true (ent_map_commit (map, NULL));
  after = ent_search_new (ent_map_peek_index (map), search);
  assert_found (after, ENT_SEARCH_ACTORS, "atlantis", "atlantis");
  assert_found (after, ENT_SEARCH_RELATIONS, "oil", "r4 r1");
  assert_found (search, ENT_SEARCH_ACTORS, "atlantis", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/scripts", test_scripts);
  g_test_add_func ("/search/ranking", test_ranking);
  g_test_add_func ("/search/relations", test_relations);
  g_test_add_func ("/search/places", test_places);
  g_test_add_func ("/search/marks", test_marks);
  g_test_add_func ("/search/snippets", test_snippets);
  g_test_add_func ("/search/thread", test_thread);
  g_test_add_func ("/search/cancel", test_cancel);
  g_test_add_func ("/search/random", test_random);
  g_test_add_func ("/search/renewed", test_renewed);
  return g_test_run ();
}
