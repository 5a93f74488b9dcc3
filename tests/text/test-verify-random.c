/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors do not lie: over random edits whose every code point is followed, no excerpt is ever called exact or moved at a place that is
 * not its own; what is still there unchanged is always found; what changed a little is offered where it stands. */
#include <string.h>

#include "edit-script.h"
#include "ent-verify.h"

#define ARTICLES 2500
#define EXCERPTS 40

typedef struct
{
  guint excerpts, states[ENT_FINDING_UNCHECKED + 1];
  guint wrong;                     /* exact or moved, elsewhere */
  guint twins;                     /* exact by place and surroundings, where deleting the other of two equals gives the same text */
  guint not_text;                  /* exact or moved, and the text there is not `exact` */
  guint unchanged, unchanged_found; /* once then and now */
  guint changed, changed_found;     /* at most a tenth changed */
} Figures;

/* TRUE when prefix or suffix of @excerpt, which is not empty, stands beside the place. */
static gboolean
surroundings_fit (const char *text, EntFinding finding, const EntExcerpt *excerpt)
{
  const char *from = g_utf8_offset_to_pointer (text, finding.start), *to = g_utf8_offset_to_pointer (text, finding.end);
  gsize prefix = strlen (excerpt->prefix);

  if (prefix == 0 ? from == text : (gsize) (from - text) >= prefix && memcmp (from - prefix, excerpt->prefix, prefix) == 0)
    return TRUE;
  return excerpt->suffix[0] == '\0' ? *to == '\0' : g_str_has_prefix (to, excerpt->suffix);
}

static void
look_at (Figures *figures, const Edited *edited, const char *text, EntPlainText *plain, const EntArticle *article,
         const EntExcerpt *excerpt, EntFinding finding)
{
  g_autoptr (EntPlainText) own = ent_plain_text_new (article->text);
  gboolean silent = finding.state == ENT_FINDING_EXACT || finding.state == ENT_FINDING_MOVED;
  Fate fate = edited_fate (edited, article, excerpt);

  figures->excerpts++;
  figures->states[finding.state]++;
  if (silent)
    {
      g_autofree char *there = g_utf8_substring (text, finding.start, finding.end);

      figures->not_text += !g_str_equal (there, excerpt->exact);
      if (!edited_is_right (edited, excerpt, finding.start, finding.end))
        {
          if (finding.state == ENT_FINDING_EXACT && surroundings_fit (text, finding, excerpt))
            figures->twins++;
          else
            figures->wrong++;
        }
    }
  if (ent_plain_text_count (own, excerpt->exact, 2) != 1)
    return;
  if (fate.whole && ent_plain_text_count (plain, excerpt->exact, 2) == 1)
    {
      figures->unchanged++;
      figures->unchanged_found += silent && finding.start == fate.start && finding.end == fate.end;
    }
  else if (!fate.whole && (gint64) fate.differences * 10 <= excerpt->end - excerpt->start)
    {
      figures->changed++;
      figures->changed_found += edited_is_right (edited, excerpt, finding.start, finding.end);
    }
}

static void
test_random_edits (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20241102);
  Figures figures = { 0 };

  for (guint i = 0; i < ARTICLES; i++)
    {
      EntArticle *article = random_article (rand, 3000, EXCERPTS);
      Edited *edited = edited_new (article->text);
      g_autofree char *text = NULL;
      g_autoptr (EntPlainText) plain = NULL;
      g_autoptr (EntVerifier) verifier = NULL;

      edited_apply (edited, rand, (guint) g_rand_int_range (rand, 0, 30));
      text = edited_text (edited);
      plain = ent_plain_text_new (text);
      verifier = ent_verifier_new (article, plain);
      for (guint j = 0; j < EXCERPTS; j++)
        {
          const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[j];

          look_at (&figures, edited, text, plain, article, excerpt, ent_verifier_check (verifier, excerpt, NULL));
        }
      edited_free (edited);
      g_clear_pointer (&verifier, ent_verifier_free);
      ent_record_unref (&article->record);
    }
  for (guint i = 0; i < G_N_ELEMENTS (figures.states); i++)
    g_test_message ("%s: %u", ent_finding_state_name ((EntFindingState) i), figures.states[i]);
  g_test_message ("wrong %u, twins %u; unchanged %u of %u; up to a tenth changed %u of %u", figures.wrong, figures.twins,
                  figures.unchanged_found, figures.unchanged, figures.changed_found, figures.changed);
  g_assert_cmpuint (figures.excerpts, >=, 100000);
  g_assert_cmpuint (figures.not_text, ==, 0);
  g_assert_cmpuint (figures.wrong, ==, 0);
  g_assert_cmpuint (figures.twins * 1000, <=, figures.excerpts);
  g_assert_cmpuint (figures.unchanged, >, 10000);
  g_assert_cmpuint (figures.unchanged_found, ==, figures.unchanged);
  g_assert_cmpuint (figures.changed, >, 5000);
  g_assert_cmpuint (figures.changed_found * 1000, >=, figures.changed * 990);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/verify/random-edits", test_random_edits);
  return g_test_run ();
}
