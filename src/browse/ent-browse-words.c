/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that the format names (stances, kinds ...) are words that the rest of the program marks for translation. */
#include "ent-browse-words.h"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-edtf.h"
#include "ent-sources.h"

/* So many values are named in the line that tells of a filter; of more their number. */
#define MOST_NAMED 3

const char *
ent_browse_facet_title (EntFacet facet)
{
  static const char *const titles[ENT_N_FACETS] = {
    [ENT_FACET_ACTOR_KIND] = N_ ("Kind of Actor"), [ENT_FACET_RELATION_KIND] = N_ ("Kind of Relation"),
    [ENT_FACET_STANCE] = N_ ("Stance"),            [ENT_FACET_STATUS] = N_ ("Status"),
    [ENT_FACET_PROOF] = N_ ("Proof"),              [ENT_FACET_CONTESTED] = N_ ("Agreement"),
    [ENT_FACET_RELIABILITY] = N_ ("Grade of the Source"), [ENT_FACET_CREDIBILITY] = N_ ("Grade of the Excerpt"),
    [ENT_FACET_ARTICLE] = N_ ("Article"),          [ENT_FACET_REPORTER] = N_ ("Reported By"),
  };

  return _ (titles[facet]);
}

const char *
ent_browse_article_title (const EntArticle *article)
{
  if (article->title[0] != '\0')
    return article->title;
  return article->publisher[0] != '\0' ? article->publisher : _ ("Article without a title");
}

/* "B · usually reliable". */
static char *
grade_name (const EntGrade *grades, const char *code)
{
  const EntGrade *grade = ent_grade_find (grades, code);

  return grade != NULL ? g_strdup_printf ("%s · %s", code, gettext (grade->name)) : g_strdup (_ ("not graded"));
}

static char *
kind_name (EntMapIndex *index, const char *id)
{
  const EntKind *own = ent_map_index_kind (index, id);

  if (own == NULL)
    return g_strdup (id[0] != '\0' ? gettext (id) : _ ("other"));
  return ent_name_isolated (own->name[0] != '\0' ? own->name : own->id);
}

char *
ent_browse_value_name (EntMapIndex *index, EntFacet facet, const char *value)
{
  const EntRecords *articles = ent_map_index_get_snapshot (index)->lists[ENT_LIST_ARTICLES];
  const EntActor *actor;

  switch (facet)
    {
    case ENT_FACET_ACTOR_KIND:
      return kind_name (index, value);
    case ENT_FACET_PROOF:
      if (strcmp (value, "none") == 0)
        return g_strdup (_ ("unproved"));
      return g_strdup (strcmp (value, "single") == 0 ? _ ("a single source") : _ ("several sources"));
    case ENT_FACET_CONTESTED:
      return g_strdup (strcmp (value, "yes") == 0 ? _ ("contested") : _ ("not contested"));
    case ENT_FACET_RELIABILITY:
      return grade_name (ent_reliability_grades, value);
    case ENT_FACET_CREDIBILITY:
      return grade_name (ent_credibility_grades, value);
    case ENT_FACET_ARTICLE:
      for (guint i = 0; i < ent_records_n (articles); i++)
        if (strcmp (((const EntArticle *) articles->items[i])->id, value) == 0)
          return ent_name_isolated (ent_browse_article_title ((const EntArticle *) articles->items[i]));
      return g_strdup (value);
    case ENT_FACET_REPORTER:
      actor = ent_map_index_actor (index, value);
      return actor != NULL ? ent_name_isolated (actor->name) : g_strdup (_ ("the articles themselves"));
    case ENT_FACET_RELATION_KIND:
    case ENT_FACET_STANCE:
    case ENT_FACET_STATUS:
    case ENT_N_FACETS:
    default:
      return g_strdup (value[0] != '\0' ? gettext (value) : _ ("other"));
    }
}

char *
ent_browse_count_actors (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u actor", "%'u actors", n), n);
}

char *
ent_browse_count_relations (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u relation", "%'u relations", n), n);
}

char *
ent_browse_ends (EntMapIndex *index, const EntRelation *relation)
{
  static const char *const arrows[]
      = { [ENT_DIRECTION_FORWARD] = "→", [ENT_DIRECTION_BOTH] = "↔", [ENT_DIRECTION_NONE] = "–" };
  const EntActor *source = ent_map_index_actor (index, relation->source);
  const EntActor *target = ent_map_index_actor (index, relation->target);
  g_autofree char *a = ent_name_isolated (source != NULL ? source->name : relation->source);
  g_autofree char *b = ent_name_isolated (target != NULL ? target->name : relation->target);

  return g_strdup_printf ("%s %s %s", a, arrows[ent_relation_direction (relation)], b);
}

/* --- Dates --- */

/* The year alone where @day begins or ends one (@at_end), else month and year. */
static char *
day_name (gint64 day, gboolean at_end)
{
  guint month, of_month;
  gint64 year = ent_day_year (day, &month, &of_month);
  g_autoptr (GDateTime) date = NULL;

  if (at_end ? month == 12 && of_month == 31 : month == 1 && of_month == 1)
    return g_strdup_printf ("%" G_GINT64_FORMAT, year);
  date = year >= 1 && year <= 9999 ? g_date_time_new_utc ((int) year, (int) month, (int) of_month, 0, 0, 0) : NULL;
  /* Translators: month and year, as for g_date_time_format(): "March 2017". */
  return date != NULL ? g_date_time_format (date, _ ("%B %Y")) : g_strdup_printf ("%" G_GINT64_FORMAT "-%02u", year, month);
}

char *
ent_browse_days (const EntDays *days)
{
  g_autofree char *first = days->first > ENT_DAY_MIN ? day_name (days->first, FALSE) : NULL;
  g_autofree char *last = days->last < ENT_DAY_MAX ? day_name (days->last, TRUE) : NULL;
  guint month;

  if (first == NULL)
    return last != NULL ? g_strdup_printf (_ ("until %s"), last) : g_strdup (_ ("any time"));
  if (last == NULL)
    return g_strdup_printf (_ ("from %s"), first);
  if (strcmp (first, last) == 0)
    return g_steal_pointer (&first);
  /* One month within a year begins and ends in the same one. */
  if (ent_day_year (days->first, &month, NULL) == ent_day_year (days->last, NULL, NULL) && days->last - days->first < 31)
    return day_name (month == 1 ? days->last : days->first, month == 12 ? FALSE : month == 1);
  return g_strdup_printf (strchr (first, ' ') != NULL || strchr (last, ' ') != NULL ? "%s – %s" : "%s–%s", first, last);
}

/* --- Filters --- */

static void
add_part (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
add_focus (GString *text, EntMapIndex *index, const EntFilter *filter)
{
  guint steps, n;
  const char *const *focus = ent_filter_get_focus (filter, &steps);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *part = NULL;

  if (focus == NULL)
    return;
  n = g_strv_length ((char **) focus);
  for (guint i = 0; i < MIN (n, MOST_NAMED); i++)
    {
      const EntActor *actor = ent_map_index_actor (index, focus[i]);
      g_autofree char *name = actor != NULL ? ent_name_isolated (actor->name) : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (n > MOST_NAMED)
    {
      g_string_free (g_steal_pointer (&names), TRUE);
      names = g_string_new (NULL);
      g_string_append_printf (names, g_dngettext (GETTEXT_PACKAGE, "%u actor", "%u actors", n), n);
    }
  /* Translators: %s are names of actors */
  part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "within %u step of %s", "within %u steps of %s", steps), steps, names->str);
  add_part (text, part);
}

static void
add_facet (GString *text, EntMapIndex *index, const EntFilter *filter, EntFacet facet)
{
  const char *const *values = ent_filter_get_values (filter, facet);
  guint n = values != NULL ? g_strv_length ((char **) values) : 0;
  g_autoptr (GString) names = g_string_new (NULL);

  if (n > MOST_NAMED)
    /* Translators: "Stance: 4 chosen" */
    g_string_append_printf (names, _ ("%s: %u chosen"), ent_browse_facet_title (facet), n);
  for (guint i = 0; i < n && n <= MOST_NAMED; i++)
    {
      g_autofree char *name = ent_browse_value_name (index, facet, values[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  if (n > 0)
    add_part (text, names->str);
}

char *
ent_browse_describe_filter (EntMapIndex *index, const EntFilter *filter)
{
  GString *text = g_string_new (NULL);
  guint least = ent_filter_get_least_excerpts (filter);
  EntDays days;

  add_focus (text, index, filter);
  for (guint facet = 0; facet < ENT_N_FACETS; facet++)
    add_facet (text, index, filter, facet);
  if (least > 0)
    {
      g_autofree char *part
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "at least %u excerpt", "at least %u excerpts", least), least);

      add_part (text, part);
    }
  if (ent_filter_get_days (filter, &days))
    {
      g_autofree char *when = ent_browse_days (&days);
      /* Translators: a time, such as 2017–2019 */
      g_autofree char *part = g_strdup_printf (ent_filter_get_certainly (filter) ? _ ("certainly %s") : "%s", when);

      add_part (text, part);
    }
  if (!ent_filter_get_undated (filter))
    add_part (text, _ ("with a date"));
  return g_string_free (text, FALSE);
}
