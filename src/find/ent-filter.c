/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariant: values are sorted, each once, and a facet without values is NULL; so equal filters have equal members. */
#include "ent-filter.h"

#include <string.h>

#include "ent-focus.h"

struct _EntFilter
{
  gatomicrefcount ref;
  char **values[ENT_N_FACETS];
  guint least_excerpts;
  gboolean timed;
  EntDays days; /* 0, 0 where not timed */
  gboolean certainly, undated;
  char **focus; /* in the order of choosing */
  guint steps;  /* 0 where there is no focus */
};

G_DEFINE_BOXED_TYPE (EntFilter, ent_filter, ent_filter_ref, ent_filter_unref)

static const char *const names[ENT_N_FACETS] = {
  [ENT_FACET_ACTOR_KIND] = "actor-kind",   [ENT_FACET_RELATION_KIND] = "relation-kind", [ENT_FACET_STANCE] = "stance",
  [ENT_FACET_STATUS] = "status",           [ENT_FACET_PROOF] = "proof",                 [ENT_FACET_CONTESTED] = "contested",
  [ENT_FACET_RELIABILITY] = "reliability", [ENT_FACET_CREDIBILITY] = "credibility",     [ENT_FACET_ARTICLE] = "article",
  [ENT_FACET_REPORTER] = "reporter",
};

const char *
ent_facet_name (EntFacet facet)
{
  g_return_val_if_fail (facet < ENT_N_FACETS, "");

  return names[facet];
}

EntFilter *
ent_filter_new (void)
{
  EntFilter *self = g_new0 (EntFilter, 1);

  g_atomic_ref_count_init (&self->ref);
  self->undated = TRUE;
  return self;
}

EntFilter *
ent_filter_ref (EntFilter *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_filter_unref (EntFilter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref))
    return;
  for (guint i = 0; i < ENT_N_FACETS; i++)
    g_strfreev (self->values[i]);
  g_strfreev (self->focus);
  g_free (self);
}

/* --- What it asks --- */

const char *const *
ent_filter_get_values (const EntFilter *self, EntFacet facet)
{
  return (const char *const *) self->values[facet];
}

gboolean
ent_filter_has_value (const EntFilter *self, EntFacet facet, const char *value)
{
  return self->values[facet] != NULL && g_strv_contains ((const char *const *) self->values[facet], value);
}

guint
ent_filter_get_least_excerpts (const EntFilter *self)
{
  return self->least_excerpts;
}

gboolean
ent_filter_get_days (const EntFilter *self, EntDays *days)
{
  if (self->timed && days != NULL)
    *days = self->days;
  return self->timed;
}

gboolean
ent_filter_get_certainly (const EntFilter *self)
{
  return self->certainly;
}

gboolean
ent_filter_get_undated (const EntFilter *self)
{
  return self->undated;
}

const char *const *
ent_filter_get_focus (const EntFilter *self, guint *steps)
{
  if (steps != NULL)
    *steps = self->steps;
  return (const char *const *) self->focus;
}

static gboolean
same_list (char **a, char **b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
ent_filter_equal (const EntFilter *a, const EntFilter *b)
{
  for (guint i = 0; i < ENT_N_FACETS; i++)
    if (!same_list (a->values[i], b->values[i]))
      return FALSE;
  return a->least_excerpts == b->least_excerpts && a->timed == b->timed && a->days.first == b->days.first
         && a->days.last == b->days.last && a->certainly == b->certainly && a->undated == b->undated
         && a->steps == b->steps && same_list (a->focus, b->focus);
}

gboolean
ent_filter_is_empty (const EntFilter *self)
{
  for (guint i = 0; i < ENT_N_FACETS; i++)
    if (self->values[i] != NULL)
      return FALSE;
  return self->least_excerpts == 0 && !self->timed && self->undated && self->focus == NULL;
}

/* --- Changes --- */

static EntFilter *
copy (const EntFilter *self)
{
  EntFilter *new = ent_filter_new ();

  for (guint i = 0; i < ENT_N_FACETS; i++)
    new->values[i] = g_strdupv (self->values[i]);
  new->least_excerpts = self->least_excerpts;
  new->timed = self->timed;
  new->days = self->days;
  new->certainly = self->certainly;
  new->undated = self->undated;
  new->focus = g_strdupv (self->focus);
  new->steps = self->steps;
  return new;
}

/* @new, or @self where both say the same. Takes @new. */
static EntFilter *
changed (EntFilter *self, EntFilter *new)
{
  if (!ent_filter_equal (self, new))
    return new;
  ent_filter_unref (new);
  return ent_filter_ref (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The list of @self's values of @facet with @value or without it; NULL where none is left. */
static char **
values_with (const EntFilter *self, EntFacet facet, const char *value, gboolean on)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->values[facet] != NULL && self->values[facet][i] != NULL; i++)
    if (strcmp (self->values[facet][i], value) != 0)
      g_ptr_array_add (list, g_strdup (self->values[facet][i]));
  if (on)
    g_ptr_array_add (list, g_strdup (value));
  if (list->len == 0)
    return NULL;
  g_ptr_array_sort (list, compare);
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_steal (list, NULL);
}

EntFilter *
ent_filter_with_value (EntFilter *self, EntFacet facet, const char *value, gboolean on)
{
  EntFilter *new = copy (self);

  g_strfreev (new->values[facet]);
  new->values[facet] = values_with (self, facet, value, on);
  return changed (self, new);
}

EntFilter *
ent_filter_without_facet (EntFilter *self, EntFacet facet)
{
  EntFilter *new = copy (self);

  g_clear_pointer (&new->values[facet], g_strfreev);
  return changed (self, new);
}

EntFilter *
ent_filter_with_least_excerpts (EntFilter *self, guint least)
{
  EntFilter *new = copy (self);

  new->least_excerpts = least;
  return changed (self, new);
}

EntFilter *
ent_filter_with_days (EntFilter *self, const EntDays *days)
{
  EntFilter *new = copy (self);

  new->timed = days != NULL;
  new->days = days != NULL ? *days : (EntDays) { 0, 0 };
  return changed (self, new);
}

EntFilter *
ent_filter_with_certainly (EntFilter *self, gboolean certainly)
{
  EntFilter *new = copy (self);

  new->certainly = certainly != FALSE;
  return changed (self, new);
}

EntFilter *
ent_filter_with_undated (EntFilter *self, gboolean undated)
{
  EntFilter *new = copy (self);

  new->undated = undated != FALSE;
  return changed (self, new);
}

EntFilter *
ent_filter_with_focus (EntFilter *self, const char *const *ids, guint steps)
{
  EntFilter *new = copy (self);
  gboolean any = ids != NULL && ids[0] != NULL && steps > 0;

  g_strfreev (new->focus);
  new->focus = any ? g_strdupv ((char **) ids) : NULL;
  new->steps = any ? MIN (steps, ENT_FOCUS_MOST_STEPS) : 0;
  return changed (self, new);
}

/* --- Remembered --- */

GVariant *
ent_filter_to_variant (const EntFilter *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (guint i = 0; i < ENT_N_FACETS; i++)
    if (self->values[i] != NULL)
      g_variant_dict_insert (&dict, names[i], "^as", self->values[i]);
  if (self->least_excerpts > 0)
    g_variant_dict_insert (&dict, "least-excerpts", "u", self->least_excerpts);
  if (self->timed)
    g_variant_dict_insert (&dict, "days", "(xx)", self->days.first, self->days.last);
  if (self->certainly)
    g_variant_dict_insert (&dict, "certainly", "b", TRUE);
  if (!self->undated)
    g_variant_dict_insert (&dict, "undated", "b", FALSE);
  if (self->focus != NULL)
    {
      g_variant_dict_insert (&dict, "focus", "^as", self->focus);
      g_variant_dict_insert (&dict, "steps", "u", self->steps);
    }
  return g_variant_dict_end (&dict);
}

EntFilter *
ent_filter_new_from_variant (GVariant *variant)
{
  EntFilter *self = ent_filter_new ();
  g_auto (GStrv) focus = NULL;
  gboolean flag;
  guint steps = 0;
  GVariantDict dict;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT))
    return self;
  g_variant_dict_init (&dict, variant);
  for (guint i = 0; i < ENT_N_FACETS; i++)
    {
      g_auto (GStrv) values = NULL;

      if (!g_variant_dict_lookup (&dict, names[i], "^as", &values))
        continue;
      for (guint k = 0; values[k] != NULL; k++)
        {
          char **before = self->values[i];

          self->values[i] = values_with (self, i, values[k], TRUE);
          g_strfreev (before);
        }
    }
  g_variant_dict_lookup (&dict, "least-excerpts", "u", &self->least_excerpts);
  self->timed = g_variant_dict_lookup (&dict, "days", "(xx)", &self->days.first, &self->days.last);
  if (g_variant_dict_lookup (&dict, "certainly", "b", &flag))
    self->certainly = flag;
  if (g_variant_dict_lookup (&dict, "undated", "b", &flag))
    self->undated = flag;
  if (g_variant_dict_lookup (&dict, "focus", "^as", &focus) && focus[0] != NULL
      && g_variant_dict_lookup (&dict, "steps", "u", &steps) && steps > 0)
    {
      self->focus = g_steal_pointer (&focus);
      self->steps = MIN (steps, ENT_FOCUS_MOST_STEPS);
    }
  g_variant_dict_clear (&dict);
  return self;
}
