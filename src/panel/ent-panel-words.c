/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search folds both sides the same way, so that what looks alike is found; nothing here is ever markup. */
#include "ent-panel-words.h"

#include "ent-anchor.h"

#include <glib/gi18n.h>
#include <string.h>

char *
ent_words_fold (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *bare = NULL;
  GString *kept = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (kept, c);
    }
  bare = g_string_free (kept, FALSE);
  return g_utf8_casefold (bare, -1);
}

gboolean
ent_words_match (const char *text, const char *folded_query)
{
  g_autofree char *folded = ent_words_fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded_query, " \t\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
add_names (GString *text, const EntActor *actor)
{
  if (actor == NULL)
    return;
  g_string_append_printf (text, "%s\n", actor->name);
  for (guint i = 0; i < ent_strings_n (actor->aliases); i++)
    g_string_append_printf (text, "%s\n", actor->aliases->items[i]);
}

gboolean
ent_words_match_actor (const EntActor *actor, const char *folded_query)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_names (text, actor);
  return ent_words_match (text->str, folded_query);
}

gboolean
ent_words_match_relation (EntMapIndex *index, const EntRelation *relation, const char *folded_query)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_names (text, ent_map_index_actor (index, relation->source));
  g_string_append_printf (text, "%s\n", relation->label);
  add_names (text, ent_map_index_actor (index, relation->target));
  return ent_words_match (text->str, folded_query);
}

gboolean
ent_words_is_web_address (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return scheme != NULL && (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0)
         && host != NULL && host[0] != '\0';
}

const char *
ent_words_source (const EntArticle *article)
{
  if (article->title[0] != '\0')
    return article->title;
  return article->publisher[0] != '\0' ? article->publisher : _ ("Untitled article");
}

char *
ent_words_citation (const EntArticle *article, const char *quote, gint64 start)
{
  GString *text = g_string_new (NULL);
  const char *known[] = { article->author, article->publisher, article->published };

  /* Translators: a quotation and the title of the article that it is from. */
  g_string_append_printf (text, _ ("“%s” %s"), quote, ent_words_source (article));
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i][0] != '\0' && strcmp (known[i], ent_words_source (article)) != 0)
      g_string_append_printf (text, ", %s", known[i]);
  if (start >= 0 && article->text[0] != '\0')
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("paragraph %u"), ent_text_paragraph (article->text, start));
    }
  g_string_append_c (text, '.');
  if (article->url[0] != '\0')
    g_string_append_printf (text, " %s", article->url);
  return g_string_free (text, FALSE);
}

char *
ent_words_place (const EntArticle *article, const EntExcerpt *excerpt)
{
  g_autofree char *source = ent_name_isolated (ent_words_source (article));

  if (ent_anchor_state (article, excerpt) != ENT_ANCHOR_EXACT)
    return g_steal_pointer (&source);
  return g_strdup_printf ("%s · ¶ %u", source, ent_text_paragraph (article->text, excerpt->start));
}

const char *
ent_words_stance (EntStance stance)
{
  const char *words[] = { _ ("cooperative"), _ ("conflictual"), _ ("neutral") };

  return words[stance];
}

const char *
ent_words_status (EntStatus status)
{
  const char *words[] = { _ ("asserted"), _ ("planned"), _ ("possible"), _ ("denied"), _ ("asked"), _ ("ended") };

  return words[status];
}

const char *
ent_words_kind (EntMapIndex *index, const char *kind)
{
  static const char *const names[] = { N_ ("state"), N_ ("person"), N_ ("organization"), N_ ("alliance"), N_ ("agency"),
                                       N_ ("force"), N_ ("place"),  N_ ("event"),        N_ ("other") };
  const EntKind *own = ent_map_index_kind (index, kind);

  if (own != NULL)
    return own->name[0] != '\0' ? own->name : own->id;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], kind) == 0)
      return _ (names[i]);
  return kind[0] != '\0' ? kind : _ ("other");
}

static void
add_part (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

const char *
ent_words_relation_kind (const char *kind)
{
  static const char *const words[] = {
    N_ ("agree"),   N_ ("consult"),     N_ ("support"),  N_ ("cooperate"),  N_ ("aid"),     N_ ("concede"),
    N_ ("retreat"), N_ ("investigate"), N_ ("demand"),   N_ ("disapprove"), N_ ("reject"),  N_ ("threaten"),
    N_ ("protest"), N_ ("sanction"),    N_ ("mobilize"), N_ ("coerce"),     N_ ("assault"), N_ ("fight"),
    N_ ("leads"),   N_ ("represents"),  N_ ("member"),   N_ ("part"),       N_ ("allied"),  N_ ("trades"),
    N_ ("owns"),    N_ ("family"),      N_ ("located"),  N_ ("other"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (words) && ent_relation_kinds[i] != NULL; i++)
    if (strcmp (ent_relation_kinds[i], kind) == 0)
      return _ (words[i]);
  return kind;
}

char *
ent_words_relation (EntMapIndex *index, const EntRelation *relation)
{
  g_autofree char *a = ent_name_isolated (ent_map_index_actor (index, relation->source)->name);
  g_autofree char *b = ent_name_isolated (ent_map_index_actor (index, relation->target)->name);

  return g_strdup_printf ("%s %s %s", a, relation->label[0] != '\0' ? relation->label : "–", b);
}

char *
ent_words_detail (EntMapIndex *index, const EntRelation *relation, const char *from)
{
  GString *text = g_string_new (NULL);
  const EntActor *reporter = ent_map_index_actor (index, relation->reporter);
  const EntActor *source = ent_map_index_actor (index, relation->source);
  const EntActor *target = ent_map_index_actor (index, relation->target);
  guint n = ent_records_n (relation->evidence);

  if (ent_relation_status (relation) != ENT_STATUS_ASSERTED)
    add_part (text, ent_words_status (ent_relation_status (relation)));
  if (ent_relation_direction (relation) == ENT_DIRECTION_BOTH)
    add_part (text, _ ("both ways"));
  else if (ent_relation_direction (relation) == ENT_DIRECTION_FORWARD && source != NULL && target != NULL
           && strcmp (relation->source, from) != 0)
    {
      g_autofree char *a = ent_name_isolated (source->name), *b = ent_name_isolated (target->name);
      g_autofree char *way = g_strdup_printf ("%s → %s", a, b);

      add_part (text, way);
    }
  if (relation->when[0] != '\0')
    add_part (text, relation->when);
  if (reporter != NULL)
    {
      g_autofree char *name = ent_name_isolated (reporter->name);
      g_autofree char *says = g_strdup_printf (_ ("says %s"), name);

      add_part (text, says);
    }
  if (ent_relation_is_contested (relation))
    add_part (text, _ ("contested"));
  if (n == 0)
    add_part (text, _ ("unproved"));
  else if (n > 1)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u excerpt", "%u excerpts", n), n);

      add_part (text, count);
    }
  return g_string_free (text, FALSE);
}
